// The least that a program over libtorch takes to start: it loads the library, makes one tensor and ends.
#include <ATen/ATen.h>

int main() {
    return at::ones({1}).numel() == 1 ? 0 : 1;
}
