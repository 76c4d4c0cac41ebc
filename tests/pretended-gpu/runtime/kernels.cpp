// Kernels are looked at and not run.
#include "capture.h"

#include <cstdlib>
#include <cstring>
#include <map>

namespace pretended {

namespace {

struct Configuration {
  Size3 grid, block;
  size_t shared_bytes;
  void* stream;
};

constexpr unsigned kThreadsPerBlock = 1024;
constexpr unsigned kBlocksAcross = 65535;

// Where cudaLaunchConfig_t and cudaFuncAttributes of CUDA 12 have what is needed.
constexpr size_t kLaunchBlock = 12;
constexpr size_t kLaunchStream = 32;
constexpr size_t kFunctionLength = 144;
constexpr size_t kFunctionThreads = 24;

thread_local std::vector<Configuration> configurations;

std::map<const void*, const char*>& names() {
  static auto& all = *new std::map<const void*, const char*>;
  return all;
}

// PRETENDED_GPU_KERNELS: kernels in whose (mangled) names this stands are logged; all where it is empty.
bool is_logged(const char* name) {
  static const char* part = getenv("PRETENDED_GPU_KERNELS");
  return part != nullptr && strstr(name, part) != nullptr;
}

bool fits(Size3 grid, Size3 block) {
  return grid.x > 0 && grid.y > 0 && grid.z > 0 && grid.y <= kBlocksAcross && grid.z <= kBlocksAcross &&
      static_cast<size_t>(block.x) * block.y * block.z - 1 < kThreadsPerBlock;
}

Error launch(const void* function, Size3 grid, Size3 block, void* handle) {
  Lock lock(state());
  auto known = names().find(function);
  const char* name = known == names().end() ? "unknown" : known->second;
  if (!fits(grid, block)) {
    log_line("MISFIT kernel %s grid %u %u %u block %u %u %u", name, grid.x, grid.y, grid.z, block.x, block.y, block.z);
    return fail(kInvalidConfiguration);
  }

  if (Error error = check_legacy(handle)) return error;
  Stream* stream = stream_of(handle);
  if (is_broken(stream)) return fail(kCaptureInvalidated);
  if (stream->capture != nullptr) stream->capture->kernels++;
  if (is_logged(name)) log_line("kernel %s stream %p%s", name, static_cast<void*>(stream), in_capture(stream));
  return kSuccess;
}

}  // namespace

PRETENDED Error cudaLaunchKernel(const void* function, Size3 grid, Size3 block, void**, size_t, void* stream) {
  return launch(function, grid, block, stream);
}

PRETENDED Error cudaLaunchKernelExC(const char* configuration, const void* function, void**) {
  Size3 grid, block;
  void* stream;
  memcpy(&grid, configuration, sizeof grid);
  memcpy(&block, configuration + kLaunchBlock, sizeof block);
  memcpy(&stream, configuration + kLaunchStream, sizeof stream);
  return launch(function, grid, block, stream);
}

PRETENDED Error cudaFuncGetAttributes(char* attributes, const void*) {
  // Threads of a block, registers, and the architecture that it was compiled for, twice.
  const int values[] = {1024, 32, 90, 90};
  memset(attributes, 0, kFunctionLength);
  memcpy(attributes + kFunctionThreads, values, sizeof values);
  return kSuccess;
}

PRETENDED Error cudaOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(int* blocks, const void*, int, size_t, unsigned) {
  *blocks = 2;
  return kSuccess;
}

// What compiled code calls where it is loaded, and around a launch.

PRETENDED void** __cudaRegisterFatBinary(void*) {
  static void* handle;
  return &handle;
}

PRETENDED void __cudaRegisterFunction(void**, const char* function, char* device_name, const char* name, int, void*, void*, void*, void*, int*) {
  Lock lock(state());
  names()[function] = name != nullptr ? name : device_name != nullptr ? device_name : "unnamed";
}

PRETENDED unsigned __cudaPushCallConfiguration(Size3 grid, Size3 block, size_t shared_bytes, void* stream) {
  configurations.push_back({grid, block, shared_bytes, stream});
  return 0;
}

PRETENDED Error __cudaPopCallConfiguration(Size3* grid, Size3* block, size_t* shared_bytes, void** stream) {
  if (configurations.empty()) return fail(kInvalidValue);
  Configuration last = configurations.back();
  configurations.pop_back();
  *grid = last.grid;
  *block = last.block;
  *shared_bytes = last.shared_bytes;
  *stream = last.stream;
  return kSuccess;
}

}  // namespace pretended
