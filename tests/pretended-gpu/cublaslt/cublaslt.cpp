// A cuBLASLt that has one way to multiply anything, and does not.
#include "../common/log.h"

#include <cstdint>

namespace pretended {

namespace {

int create(void** handle) {
  *handle = new char;
  return 0;
}

}  // namespace

PRETENDED int cublasLtMatmulDescCreate(void** handle, int, int) { return create(handle); }

PRETENDED int cublasLtMatrixLayoutCreate(void** handle, int, uint64_t, uint64_t, int64_t) { return create(handle); }

PRETENDED int cublasLtMatmulPreferenceCreate(void** handle) { return create(handle); }

PRETENDED int cublasLtMatmulAlgoGetHeuristic(void*, void*, void*, void*, void*, void*, void*, int, void*, int* count) {
  *count = 1;
  return 0;
}

}  // namespace pretended
