#include "cuda.h"

#include <cstdio>

namespace pretended {

namespace {

thread_local Error last_error = kSuccess;

}  // namespace

Error fail(Error error) { return last_error = error; }

PRETENDED Error cudaGetLastError() {
  Error error = last_error;
  last_error = kSuccess;
  return error;
}

PRETENDED Error cudaPeekAtLastError() { return last_error; }

PRETENDED const char* cudaGetErrorName(Error error) {
  static thread_local char name[32];
  snprintf(name, sizeof name, "cudaError %d", error);
  return name;
}

// Programs tell some errors by their words: these are CUDA's own.
PRETENDED const char* cudaGetErrorString(Error error) {
  switch (error) {
    case kOutOfMemory: return "out of memory";
    case kNoDevice: return "no CUDA-capable device is detected";
    case kCaptureUnsupported: return "operation not permitted when stream is capturing";
    case kCaptureInvalidated: return "operation failed due to a previous error during capture";
    case kCaptureIsolation: return "dependency created on uncaptured work in another stream";
    default: return cudaGetErrorName(error);
  }
}

}  // namespace pretended
