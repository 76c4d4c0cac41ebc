// One device, as large as an H100.
#include "../common/settings.h"
#include "cuda.h"

#include <cstring>

namespace pretended {

namespace {

constexpr int kVersion = 12040;

// cudaDeviceProp of CUDA 12: how long it is, and where in it the properties are that somebody asks for.
constexpr size_t kPropertiesLength = 1032;

template <typename Value>
void put(char* properties, size_t offset, Value value) {
  memcpy(properties + offset, &value, sizeof value);
}

}  // namespace

PRETENDED Error cudaGetDeviceCount(int* count) {
  *count = is_hidden() ? 0 : 1;
  return is_hidden() ? fail(kNoDevice) : kSuccess;
}

PRETENDED Error cudaGetDevice(int* device) {
  *device = 0;
  return kSuccess;
}

PRETENDED Error cudaSetDevice(int device) { return device == 0 ? kSuccess : fail(kInvalidDevice); }

PRETENDED Error cudaDriverGetVersion(int* version) {
  *version = kVersion;
  return kSuccess;
}

PRETENDED Error cudaRuntimeGetVersion(int* version) {
  *version = kVersion;
  return kSuccess;
}

PRETENDED Error cudaDeviceCanAccessPeer(int* can, int, int) {
  *can = 0;
  return kSuccess;
}

PRETENDED Error cudaDeviceGetStreamPriorityRange(int* least, int* greatest) {
  *least = 0;
  *greatest = -5;
  return kSuccess;
}

PRETENDED Error cudaDeviceGetAttribute(int* value, int attribute, int) {
  switch (attribute) {
    case 1: *value = 1024; break;          // threads of a block
    case 5: *value = 2147483647; break;    // blocks of a grid, by direction
    case 6: case 7: *value = 65535; break;
    case 8: *value = 49152; break;         // shared memory of a block
    case 10: *value = 32; break;           // threads of a warp
    case 12: *value = 65536; break;        // registers of a block
    case 16: *value = 132; break;          // multiprocessors
    case 39: *value = 2048; break;         // threads of a multiprocessor
    case 75: *value = 9; break;            // compute capability
    case 76: *value = 0; break;
    case 81: *value = 233472; break;       // shared memory of a multiprocessor
    case 97: *value = 232448; break;       // shared memory of a block that asks for more
    default: *value = 0;
  }
  return kSuccess;
}

PRETENDED Error cudaGetDeviceProperties_v2(char* properties, int) {
  memset(properties, 0, kPropertiesLength);
  strcpy(properties, "Pretended GPU");
  put<size_t>(properties, 288, memory_bytes());
  put<size_t>(properties, 296, 49152);      // shared memory of a block
  put<int>(properties, 304, 65536);         // registers of a block
  put<int>(properties, 308, 32);            // threads of a warp
  put<size_t>(properties, 312, 2147483647); // bytes between rows of a copy, at most
  put<int>(properties, 320, 1024);          // threads of a block
  put<Size3>(properties, 324, {1024, 1024, 64});
  put<Size3>(properties, 336, {2147483647, 65535, 65535});
  put<int>(properties, 348, 1980000);       // kHz
  put<int>(properties, 360, 9);             // compute capability
  put<int>(properties, 364, 0);
  put<size_t>(properties, 368, 512);        // alignment of textures
  put<int>(properties, 388, 132);           // multiprocessors
  put<int>(properties, 400, 1);             // maps the host's memory
  put<int>(properties, 576, 1);             // several kernels at once
  put<int>(properties, 604, 1);             // one space of addresses
  put<int>(properties, 616, 52428800);      // second-level cache
  put<int>(properties, 624, 2048);          // threads of a multiprocessor
  put<size_t>(properties, 640, 233472);     // shared memory of a multiprocessor
  put<int>(properties, 648, 65536);         // registers of a multiprocessor
  put<size_t>(properties, 696, 232448);     // shared memory of a block that asks for more
  put<int>(properties, 712, 32);            // blocks of a multiprocessor
  return kSuccess;
}

}  // namespace pretended
