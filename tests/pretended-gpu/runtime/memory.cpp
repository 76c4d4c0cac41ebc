// The device's memory is the host's: taken from the system, counted, and given back where it is freed.
#include "memory.h"

#include "../common/settings.h"
#include "capture.h"
#include "queue.h"

#include <sys/mman.h>

#include <cstdlib>
#include <cstring>
#include <map>

namespace pretended {

namespace {

using Blocks = std::map<const char*, size_t>;

constexpr size_t kPage = 4096;

// Never destroyed: some calls come when the process is already leaving.
Blocks& device_blocks() {
  static Blocks& blocks = *new Blocks;
  return blocks;
}

Blocks& pinned_blocks() {
  static Blocks& blocks = *new Blocks;
  return blocks;
}

size_t used = 0;

bool holds(const Blocks& blocks, const void* address) {
  auto next = blocks.upper_bound(static_cast<const char*>(address));
  if (next == blocks.begin()) return false;
  auto [start, length] = *--next;
  return static_cast<const char*>(address) < start + length;
}

}  // namespace

Place place_of(const void* address) {
  if (holds(device_blocks(), address)) return Place::device;
  return holds(pinned_blocks(), address) ? Place::pinned : Place::pageable;
}

PRETENDED Error cudaMalloc(void** address, size_t bytes) {
  Lock lock(state());
  *address = nullptr;
  if (breaks_a_capture("cudaMalloc")) return fail(kCaptureUnsupported);
  if (bytes > memory_bytes() - used) return fail(kOutOfMemory);
  if (bytes == 0) return kSuccess;
  void* block = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (block == MAP_FAILED) return fail(kOutOfMemory);
  device_blocks()[static_cast<char*>(block)] = bytes;
  used += bytes;
  *address = block;
  return kSuccess;
}

// Waits for the device, as CUDA does.
PRETENDED Error cudaFree(void* address) {
  Lock lock(state());
  if (address == nullptr) return kSuccess;
  if (breaks_a_capture("cudaFree")) return fail(kCaptureUnsupported);
  auto block = device_blocks().find(static_cast<char*>(address));
  if (block == device_blocks().end()) return fail(kInvalidValue);
  log_wait("cudaFree");
  finish_all();
  used -= block->second;
  munmap(address, block->second);
  device_blocks().erase(block);
  return kSuccess;
}

PRETENDED Error cudaMemGetInfo(size_t* free_bytes, size_t* total) {
  Lock lock(state());
  *total = memory_bytes();
  *free_bytes = memory_bytes() - used;
  return kSuccess;
}

PRETENDED Error cudaHostAlloc(void** address, size_t bytes, unsigned) {
  Lock lock(state());
  if (breaks_a_capture("cudaHostAlloc")) return fail(kCaptureUnsupported);
  log_line("pin %zu", bytes);
  *address = aligned_alloc(kPage, (bytes + kPage - 1) / kPage * kPage);
  if (*address == nullptr) return fail(kOutOfMemory);
  pinned_blocks()[static_cast<char*>(*address)] = bytes;
  return kSuccess;
}

PRETENDED Error cudaFreeHost(void* address) {
  Lock lock(state());
  if (breaks_a_capture("cudaFreeHost")) return fail(kCaptureUnsupported);
  log_wait("cudaFreeHost");
  finish_all();
  pinned_blocks().erase(static_cast<char*>(address));
  free(address);
  return kSuccess;
}

PRETENDED Error cudaHostRegister(void* address, size_t bytes, unsigned) {
  Lock lock(state());
  log_line("pin %zu", bytes);
  pinned_blocks()[static_cast<char*>(address)] = bytes;
  return kSuccess;
}

PRETENDED Error cudaHostUnregister(void* address) {
  Lock lock(state());
  pinned_blocks().erase(static_cast<char*>(address));
  return kSuccess;
}

PRETENDED Error cudaHostGetDevicePointer(void** of_device, void* of_host, unsigned) {
  *of_device = of_host;
  return kSuccess;
}

PRETENDED Error cudaPointerGetAttributes(char* attributes, const void* address) {
  Lock lock(state());
  Place place = place_of(address);
  // What kind of memory, on which device, and its address there and on the host.
  const int kind = place == Place::device ? 2 : place == Place::pinned ? 1 : 0;
  memset(attributes, 0, 24);
  memcpy(attributes, &kind, sizeof kind);
  memcpy(attributes + 8, &address, sizeof address);
  memcpy(attributes + 16, &address, sizeof address);
  return kSuccess;
}

}  // namespace pretended
