// The driver's library, for those who ask it whether there is a GPU, and which.
#include "../common/log.h"
#include "../common/settings.h"

#include <cstddef>
#include <cstdio>

namespace pretended {

namespace {

constexpr int kNoDevice = 100;
constexpr int kComputeCapabilityMajor = 75;

}  // namespace

PRETENDED int cuInit(unsigned) { return is_hidden() ? kNoDevice : 0; }

PRETENDED int cuDriverGetVersion(int* version) {
  *version = 12040;
  return 0;
}

PRETENDED int cuDeviceGetCount(int* count) {
  *count = is_hidden() ? 0 : 1;
  return 0;
}

PRETENDED int cuDeviceGet(int* device, int) {
  *device = 0;
  return 0;
}

PRETENDED int cuDeviceGetName(char* name, int length, int) {
  snprintf(name, length, "Pretended GPU");
  return 0;
}

PRETENDED int cuDeviceTotalMem_v2(size_t* bytes, int) {
  *bytes = memory_bytes();
  return 0;
}

PRETENDED int cuDeviceGetAttribute(int* value, int attribute, int) {
  *value = attribute == kComputeCapabilityMajor ? 9 : 0;
  return 0;
}

PRETENDED int cuDeviceComputeCapability(int* major, int* minor, int) {
  *major = 9;
  *minor = 0;
  return 0;
}

PRETENDED int cuDevicePrimaryCtxGetState(int, unsigned* flags, int* is_active) {
  if (flags != nullptr) *flags = 0;
  *is_active = 1;
  return 0;
}

PRETENDED int cuCtxGetCurrent(void** context) {
  static char only;
  *context = &only;
  return 0;
}

PRETENDED int cuGetErrorName(int, const char** name) {
  *name = "an error of the pretended driver";
  return 0;
}

PRETENDED int cuGetErrorString(int error, const char** text) { return cuGetErrorName(error, text); }

}  // namespace pretended
