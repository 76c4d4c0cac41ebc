// Streams: work in order, each for itself.
#include "capture.h"
#include "queue.h"

namespace pretended {

namespace {

constexpr unsigned kNonBlocking = 1;

// Handles that stand for the legacy stream: none, its own, and the thread's.
constexpr uintptr_t kLastSpecialHandle = 2;

}  // namespace

std::recursive_mutex& state() {
  static std::recursive_mutex& mutex = *new std::recursive_mutex;
  return mutex;
}

Stream* legacy_stream() {
  static Stream* stream = new Stream;
  return stream;
}

std::vector<Stream*>& streams() {
  static std::vector<Stream*>& all = *new std::vector<Stream*>{legacy_stream()};
  return all;
}

Stream* stream_of(void* handle) {
  return reinterpret_cast<uintptr_t>(handle) <= kLastSpecialHandle ? legacy_stream() : static_cast<Stream*>(handle);
}

PRETENDED Error cudaStreamCreateWithPriority(void** handle, unsigned flags, int) {
  Lock lock(state());
  auto* stream = new Stream;
  stream->blocking = (flags & kNonBlocking) == 0;
  streams().push_back(stream);
  *handle = stream;
  return kSuccess;
}

PRETENDED Error cudaStreamQuery(void* handle) {
  Lock lock(state());
  Stream* stream = stream_of(handle);
  if (stream->capture != nullptr) return break_capture(stream->capture, "cudaStreamQuery of its stream", kCaptureUnsupported);
  if (breaks_a_capture("cudaStreamQuery")) return fail(kCaptureUnsupported);
  finish(stream);
  return kSuccess;
}

PRETENDED Error cudaStreamSynchronize(void* handle) {
  Lock lock(state());
  Stream* stream = stream_of(handle);
  if (stream->capture != nullptr) return break_capture(stream->capture, "cudaStreamSynchronize of its stream", kCaptureUnsupported);
  if (breaks_a_capture("cudaStreamSynchronize")) return fail(kCaptureUnsupported);
  log_wait("cudaStreamSynchronize");
  finish(stream);
  return kSuccess;
}

PRETENDED Error cudaDeviceSynchronize() {
  Lock lock(state());
  if (is_any_capture_active()) {
    break_captures("cudaDeviceSynchronize");
    return fail(kCaptureUnsupported);
  }

  log_wait("cudaDeviceSynchronize");
  finish_all();
  return kSuccess;
}

}  // namespace pretended
