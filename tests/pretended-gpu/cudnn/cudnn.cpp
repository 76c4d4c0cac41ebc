// A cuDNN 9 that has a plan for everything, and does nothing.
#include "../common/log.h"

#include <cstddef>
#include <cstdint>

namespace pretended {

namespace {

constexpr int kHeuristicResults = 202;
constexpr int kEngineOfConfiguration = 301;
constexpr int kTypeInt64 = 3;
constexpr size_t kReserveBytes = 1024;

int create(void** handle) {
  *handle = new char;
  return 0;
}

}  // namespace

PRETENDED size_t cudnnGetVersion() { return 90000; }

PRETENDED size_t cudnnGetCudartVersion() { return 12040; }

PRETENDED int cudnnGetProperty(int part, int* value) {
  *value = part == 0 ? 9 : 0;
  return 0;
}

PRETENDED const char* cudnnGetErrorString(int) { return "an error of the pretended cuDNN"; }

PRETENDED void cudnnGetLastErrorString(char* text, size_t length) {
  if (length > 0) *text = '\0';
}

PRETENDED int cudnnCreate(void** handle) { return create(handle); }
PRETENDED int cudnnCreateActivationDescriptor(void** handle) { return create(handle); }
PRETENDED int cudnnCreateConvolutionDescriptor(void** handle) { return create(handle); }
PRETENDED int cudnnCreateDropoutDescriptor(void** handle) { return create(handle); }
PRETENDED int cudnnCreateFilterDescriptor(void** handle) { return create(handle); }
PRETENDED int cudnnCreatePoolingDescriptor(void** handle) { return create(handle); }
PRETENDED int cudnnCreateTensorDescriptor(void** handle) { return create(handle); }
PRETENDED int cudnnBackendCreateDescriptor(int, void** handle) { return create(handle); }

// One engine answers every convolution, and all that a plan is asked for, such as its workspace, is nothing.
PRETENDED int cudnnBackendGetAttribute(void*, int name, int type, int64_t wanted, int64_t* count, void* values) {
  bool is_number = type == kTypeInt64 && wanted > 0 && values != nullptr;
  if (is_number) *static_cast<int64_t*>(values) = 0;
  if (count != nullptr) *count = is_number || name == kHeuristicResults || name == kEngineOfConfiguration ? 1 : 0;
  return 0;
}

PRETENDED int cudnnGetBatchNormalizationForwardTrainingExWorkspaceSize(void*, int, int, void*, void*, void*, void*, void*, size_t* bytes) {
  *bytes = 0;
  return 0;
}

PRETENDED int cudnnGetBatchNormalizationBackwardExWorkspaceSize(
    void*, int, int, void*, void*, void*, void*, void*, void*, void*, size_t* bytes) {
  *bytes = 0;
  return 0;
}

PRETENDED int cudnnGetBatchNormalizationTrainingExReserveSpaceSize(void*, int, int, void*, void*, size_t* bytes) {
  *bytes = kReserveBytes;
  return 0;
}

}  // namespace pretended
