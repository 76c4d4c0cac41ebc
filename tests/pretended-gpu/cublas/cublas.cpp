// A cuBLAS that multiplies nothing.
#include "../common/log.h"

namespace pretended {

PRETENDED int cublasCreate_v2(void** handle) {
  *handle = new char;
  return 0;
}

PRETENDED int cublasGetMathMode(void*, int* mode) {
  *mode = 0;
  return 0;
}

PRETENDED int cublasGetPointerMode_v2(void*, int* mode) {
  *mode = 0;
  return 0;
}

}  // namespace pretended
