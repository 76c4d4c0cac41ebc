// What the environment says about the pretended GPU.
#pragma once

#include <cstddef>

namespace pretended {

// PRETENDED_GPU_MEMORY_MIB: what the device has; 81,000 unless told.
size_t memory_bytes();

// CUDA_VISIBLE_DEVICES, as CUDA takes it: the device is not there where that is empty or -1.
bool is_hidden();

}  // namespace pretended
