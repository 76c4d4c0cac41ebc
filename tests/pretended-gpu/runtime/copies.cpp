// Copies between the host and the device.
#include "capture.h"
#include "memory.h"
#include "queue.h"

namespace pretended {

namespace {

const char* name_of(Place place) {
  switch (place) {
    case Place::device: return "device";
    case Place::pinned: return "pinned";
    default: return "pageable";
  }
}

Error copy(void* to, const void* from, size_t bytes, Stream* stream) {
  if (bytes == 0) return kSuccess;
  Work work{WorkKind::copy};
  work.to = to;
  work.from = from;
  work.bytes = bytes;
  work.to_place = place_of(to);
  work.from_place = place_of(from);
  log_line("copy %s to %s %zu stream %p%s", name_of(work.from_place), name_of(work.to_place), bytes, static_cast<void*>(stream), in_capture(stream));
  if (is_broken(stream)) return fail(kCaptureInvalidated);
  bool is_pageable = work.to_place == Place::pageable || work.from_place == Place::pageable;
  if (stream->capture != nullptr && is_pageable) return break_capture(stream->capture, "copy of pageable memory", kCaptureUnsupported);

  // Into pageable memory CUDA copies while the caller waits.
  bool waits = work.to_place == Place::pageable && work.from_place == Place::device;
  submit(stream, std::move(work));
  if (!waits) return kSuccess;
  log_wait("copy to pageable memory");
  finish(stream);
  return kSuccess;
}

Error fill(void* to, int value, size_t bytes, Stream* stream) {
  if (is_broken(stream)) return fail(kCaptureInvalidated);
  Work work{WorkKind::fill};
  work.to = to;
  work.value = value;
  work.bytes = bytes;
  submit(stream, std::move(work));
  return kSuccess;
}

}  // namespace

PRETENDED Error cudaMemcpy(void* to, const void* from, size_t bytes, int) {
  Lock lock(state());
  if (breaks_a_capture("cudaMemcpy")) return fail(kCaptureUnsupported);
  finish_all();
  Error error = copy(to, from, bytes, legacy_stream());
  log_wait("cudaMemcpy");
  finish(legacy_stream());
  return error;
}

PRETENDED Error cudaMemcpyAsync(void* to, const void* from, size_t bytes, int, void* stream) {
  Lock lock(state());
  if (Error error = check_legacy(stream)) return error;
  return copy(to, from, bytes, stream_of(stream));
}

PRETENDED Error cudaMemcpyPeerAsync(void* to, int, const void* from, int, size_t bytes, void* stream) {
  return cudaMemcpyAsync(to, from, bytes, 0, stream);
}

PRETENDED Error cudaMemset(void* to, int value, size_t bytes) {
  Lock lock(state());
  if (breaks_a_capture("cudaMemset")) return fail(kCaptureUnsupported);
  return fill(to, value, bytes, legacy_stream());
}

PRETENDED Error cudaMemsetAsync(void* to, int value, size_t bytes, void* stream) {
  Lock lock(state());
  if (Error error = check_legacy(stream)) return error;
  return fill(to, value, bytes, stream_of(stream));
}

}  // namespace pretended
