// Events: how far a stream had come.
#include "capture.h"
#include "queue.h"

#include <climits>
#include <cstdlib>

namespace pretended {

namespace {

struct Event {
  bool is_recorded = false;
  // The stream, and how much work it had been given; none where that was being captured.
  Stream* stream = nullptr;
  uint64_t until = 0;
  unsigned long long capture = 0;
  int queries = 0;
};

// PRETENDED_GPU_LAG: so many questions are answered with "not yet".
int lag() {
  static const int queries = [] {
    const char* value = getenv("PRETENDED_GPU_LAG");
    return value == nullptr ? 0 : atoi(value);
  }();
  return queries;
}

void finish(const Event* event) {
  if (event->stream != nullptr) finish(event->stream, event->until);
}

}  // namespace

PRETENDED Error cudaEventCreateWithFlags(Event** event, unsigned) {
  *event = new Event;
  return kSuccess;
}

PRETENDED Error cudaEventCreate(Event** event) { return cudaEventCreateWithFlags(event, 0); }

PRETENDED Error cudaEventDestroy(Event* event) {
  Lock lock(state());
  delete event;
  return kSuccess;
}

PRETENDED Error cudaEventRecord(Event* event, void* handle) {
  Lock lock(state());
  if (Error error = check_legacy(handle)) return error;
  Stream* stream = stream_of(handle);
  if (is_broken(stream)) return fail(kCaptureInvalidated);
  bool is_captured = stream->capture != nullptr;
  *event = Event{true, is_captured ? nullptr : stream, stream->done + stream->queue.size(), is_captured ? stream->capture->id : 0};
  return kSuccess;
}

// A capturing stream may wait for what its own capture recorded alone; another stream that waits for that takes part from then on.
PRETENDED Error cudaStreamWaitEvent(void* handle, Event* event, unsigned) {
  Lock lock(state());
  if (Error error = check_legacy(handle)) return error;
  Stream* stream = stream_of(handle);
  if (!event->is_recorded) return kSuccess;
  if (stream->capture != nullptr) {
    if (event->capture == stream->capture->id) return kSuccess;
    return break_capture(stream->capture, "cudaStreamWaitEvent for work outside", kCaptureIsolation);
  }

  if (Capture* capture = capture_of(event->capture)) {
    stream->capture = capture;
    capture->streams.push_back(stream);
  } else if (event->stream != nullptr) {
    Work work{WorkKind::wait};
    work.other = event->stream;
    work.until = event->until;
    submit(stream, std::move(work));
  }
  return kSuccess;
}

PRETENDED Error cudaEventQuery(Event* event) {
  Lock lock(state());
  if (Capture* capture = capture_of(event->capture)) return break_capture(capture, "cudaEventQuery of its event", kCapturedEvent);
  if (breaks_a_capture("cudaEventQuery")) return fail(kCaptureUnsupported);
  if (event->is_recorded && event->queries < lag()) {
    event->queries++;
    return fail(kNotReady);
  }

  finish(event);
  return kSuccess;
}

PRETENDED Error cudaEventSynchronize(Event* event) {
  Lock lock(state());
  if (Capture* capture = capture_of(event->capture)) return break_capture(capture, "cudaEventSynchronize of its event", kCapturedEvent);
  if (breaks_a_capture("cudaEventSynchronize")) return fail(kCaptureUnsupported);
  log_wait("cudaEventSynchronize");
  finish(event);
  event->queries = INT_MAX;
  return kSuccess;
}

// Nothing took time.
PRETENDED Error cudaEventElapsedTime(float* milliseconds, Event*, Event*) {
  *milliseconds = 1;
  return kSuccess;
}

}  // namespace pretended
