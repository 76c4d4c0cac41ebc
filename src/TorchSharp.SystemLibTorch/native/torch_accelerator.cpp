// Streams, events and memory of an accelerator, by libtorch's headers for any device: no CUDA header is needed, and a libtorch without CUDA
// compiles this as well; there every call for a CUDA device fails with libtorch's own message.
//
// A stream crosses the border as its id, which with its device is all there is to it.

#include "border.h"

#include <ATen/ATen.h>
#include <c10/core/Event.h>
#include <c10/core/Stream.h>
#include <c10/core/impl/VirtualGuardImpl.h>
#include <torch/version.h>

// c10::DeviceAllocator is of libtorch 2.9; before, only CUDA's own headers tell of its memory.
#if __has_include(<c10/core/CachingDeviceAllocator.h>) && \
    (TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 9))
#include <c10/core/CachingDeviceAllocator.h>
#define HAS_DEVICE_ALLOCATOR 1
#endif

namespace {

c10::Device device_of(int32_t type, int32_t index) {
  return c10::Device(static_cast<c10::DeviceType>(type), static_cast<c10::DeviceIndex>(index));
}

c10::Stream stream_of(int32_t type, int32_t index, int64_t id) { return c10::Stream(c10::Stream::UNSAFE, device_of(type, index), id); }

c10::impl::VirtualGuardImpl guard_of(int32_t type) { return c10::impl::VirtualGuardImpl(static_cast<c10::DeviceType>(type)); }

}  // namespace

// ---- Streams --------------------------------------------------------------------------------------------------------------

// One of libtorch's streams beside the default one.
EXPORT int32_t flowers_stream_from_pool(int32_t type, int32_t index, int64_t* id) {
  return guarded([&] { *id = guard_of(type).getStreamFromGlobalPool(device_of(type, index), /*isHighPriority=*/false).id(); });
}

// The stream on which this thread's work is queued.
EXPORT int32_t flowers_stream_current(int32_t type, int32_t index, int64_t* id) {
  return guarded([&] { *id = guard_of(type).getStream(device_of(type, index)).id(); });
}

// Its device becomes the present one as well, for a capture begins on that one's stream.
EXPORT int32_t flowers_stream_exchange(int32_t type, int32_t index, int64_t id, int64_t* before) {
  return guarded([&] {
    guard_of(type).setDevice(device_of(type, index));
    *before = guard_of(type).exchangeStream(stream_of(type, index, id)).id();
  });
}

// Waits on the host until all that was queued is done.
EXPORT int32_t flowers_stream_synchronize(int32_t type, int32_t index, int64_t id) {
  return guarded([&] { guard_of(type).synchronizeStream(stream_of(type, index, id)); });
}

// Keeps the memory of a tensor from being used anew before the stream has done what is queued now.
EXPORT int32_t flowers_tensor_record_stream(const void* handle, int64_t id) {
  return guarded([&] {
    at::Tensor tensor = borrow(handle);
    tensor.record_stream(c10::Stream(c10::Stream::UNSAFE, tensor.device(), id));
  });
}

// ---- Events ---------------------------------------------------------------------------------------------------------------

EXPORT int32_t flowers_event_new(int32_t type, void** event) {
  return guarded([&] { *event = new c10::Event(static_cast<c10::DeviceType>(type)); });
}

EXPORT void flowers_event_free(void* event) {
  guarded([&] { delete static_cast<c10::Event*>(event); });
}

// The event happens when the stream has done what is queued now.
EXPORT int32_t flowers_event_record(void* event, int32_t type, int32_t index, int64_t id) {
  return guarded([&] { static_cast<c10::Event*>(event)->record(stream_of(type, index, id)); });
}

// What is queued from now on waits for the event.
EXPORT int32_t flowers_event_block(void* event, int32_t type, int32_t index, int64_t id) {
  return guarded([&] { static_cast<c10::Event*>(event)->block(stream_of(type, index, id)); });
}

EXPORT int32_t flowers_event_query(void* event, int32_t* happened) {
  return guarded([&] { *happened = static_cast<c10::Event*>(event)->query() ? 1 : 0; });
}

// ---- Memory ---------------------------------------------------------------------------------------------------------------

// The most memory that tensors held at once since the last reset, in bytes.
EXPORT int32_t flowers_device_peak_memory(int32_t type, int32_t index, int64_t* bytes) {
  return guarded([&] {
#ifdef HAS_DEVICE_ALLOCATOR
    auto stats = c10::getDeviceAllocator(static_cast<c10::DeviceType>(type))->getDeviceStats(static_cast<c10::DeviceIndex>(index));
    *bytes = stats.allocated_bytes[0].peak;  // of all pools together
#else
    TORCH_CHECK(false, "libtorch ", TORCH_VERSION, " does not tell of a device's memory");
#endif
  });
}

EXPORT int32_t flowers_device_reset_peak_memory(int32_t type, int32_t index) {
  return guarded([&] {
#ifdef HAS_DEVICE_ALLOCATOR
    c10::getDeviceAllocator(static_cast<c10::DeviceType>(type))->resetPeakStats(static_cast<c10::DeviceIndex>(index));
#else
    TORCH_CHECK(false, "libtorch ", TORCH_VERSION, " does not tell of a device's memory");
#endif
  });
}

// Gives back to the device what no tensor holds.
EXPORT int32_t flowers_device_empty_cache(int32_t type) {
  return guarded([&] {
#ifdef HAS_DEVICE_ALLOCATOR
    c10::getDeviceAllocator(static_cast<c10::DeviceType>(type))->emptyCache();
#else
    TORCH_CHECK(false, "libtorch ", TORCH_VERSION, " does not tell of a device's memory");
#endif
  });
}
