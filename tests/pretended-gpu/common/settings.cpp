#include "settings.h"

#include <cstdlib>
#include <cstring>

namespace pretended {

size_t memory_bytes() {
  static const size_t bytes = [] {
    const char* mebibytes = getenv("PRETENDED_GPU_MEMORY_MIB");
    return (mebibytes == nullptr ? 81000 : strtoull(mebibytes, nullptr, 10)) << 20;
  }();
  return bytes;
}

bool is_hidden() {
  const char* visible = getenv("CUDA_VISIBLE_DEVICES");
  return visible != nullptr && (*visible == '\0' || strcmp(visible, "-1") == 0);
}

}  // namespace pretended
