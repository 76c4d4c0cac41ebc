#include "capture.h"

#include "graph.h"

#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <memory>

namespace pretended {

namespace {

using Captures = std::vector<std::unique_ptr<Capture>>;

Captures& captures() {
  static Captures& active = *new Captures;
  return active;
}

thread_local int thread_mode = kModeGlobal;

long this_thread() { return syscall(SYS_gettid); }

int status_of(const Stream* stream) {
  if (stream->capture == nullptr) return kCaptureNone;
  return stream->capture->broken ? kCaptureBroken : kCaptureActive;
}

}  // namespace

bool breaks_a_capture(const char* call) {
  if (thread_mode == kModeRelaxed) return false;
  bool forbidden = std::any_of(captures().begin(), captures().end(), [](const auto& capture) {
    bool is_ours = capture->thread == this_thread() && capture->mode != kModeRelaxed;
    return is_ours || (capture->mode == kModeGlobal && thread_mode == kModeGlobal);
  });
  if (forbidden) break_captures(call);
  return forbidden;
}

Error break_capture(Capture* capture, const char* by, Error error) {
  log_line("UNSAFE %s during capture %llu", by, capture->id);
  log_stack();
  capture->broken = true;
  return fail(error);
}

bool is_any_capture_active() { return !captures().empty(); }

void break_captures(const char* by) {
  for (auto& capture : captures()) break_capture(capture.get(), by, kCaptureUnsupported);
}

Capture* capture_of(unsigned long long id) {
  for (auto& capture : captures()) {
    if (capture->id == id) return capture.get();
  }
  return nullptr;
}

Error check_legacy(void* handle) {
  if (stream_of(handle) != legacy_stream()) return kSuccess;
  for (auto& capture : captures()) {
    bool waits = std::any_of(capture->streams.begin(), capture->streams.end(), [](const Stream* stream) { return stream->blocking; });
    if (waits) return break_capture(capture.get(), "use of the legacy stream", kCaptureImplicit);
  }
  return kSuccess;
}

bool is_broken(const Stream* stream) { return status_of(stream) == kCaptureBroken; }

const char* in_capture(const Stream* stream) { return stream->capture == nullptr ? "" : " captured"; }

PRETENDED Error cudaThreadExchangeStreamCaptureMode(int* mode) {
  std::swap(*mode, thread_mode);
  return kSuccess;
}

PRETENDED Error cudaStreamBeginCapture(void* handle, int mode) {
  Lock lock(state());
  static unsigned long long count = 0;
  Stream* stream = stream_of(handle);
  if (stream == legacy_stream()) return fail(kCaptureUnsupported);
  if (stream->capture != nullptr) return fail(kIllegalState);
  captures().push_back(std::make_unique<Capture>(Capture{++count, mode, this_thread(), stream, {stream}}));
  stream->capture = captures().back().get();
  log_line("capture %llu begins mode %d stream %p", count, mode, static_cast<void*>(stream));
  return kSuccess;
}

PRETENDED Error cudaStreamEndCapture(void* handle, Graph** graph) {
  Lock lock(state());
  Capture* capture = stream_of(handle)->capture;
  *graph = nullptr;
  if (capture == nullptr) return fail(kIllegalState);
  if (capture->origin != stream_of(handle)) return break_capture(capture, "end on another stream", kCaptureUnmatched);
  log_line("capture %llu ends %s, %zu streams, %d kernels, %zu copies", capture->id, capture->broken ? "broken" : "whole", capture->streams.size(),
      capture->kernels, capture->work.size());
  bool is_whole = !capture->broken;
  if (is_whole) *graph = new Graph{std::move(capture->work), capture->kernels};
  for (Stream* stream : capture->streams) stream->capture = nullptr;
  captures().erase(std::find_if(captures().begin(), captures().end(), [=](const auto& active) { return active.get() == capture; }));
  return is_whole ? kSuccess : fail(kCaptureInvalidated);
}

PRETENDED Error cudaStreamIsCapturing(void* handle, int* status) {
  Lock lock(state());
  *status = status_of(stream_of(handle));
  return check_legacy(handle);
}

PRETENDED Error cudaStreamGetCaptureInfo_v2(void* handle, int* status, unsigned long long* id, void** graph, const void*** dependencies, size_t* count) {
  Lock lock(state());
  Capture* capture = stream_of(handle)->capture;
  *status = status_of(stream_of(handle));
  if (id != nullptr) *id = capture == nullptr ? 0 : capture->id;
  if (graph != nullptr) *graph = capture;
  if (dependencies != nullptr) *dependencies = nullptr;
  if (count != nullptr) *count = 0;
  return check_legacy(handle);
}

}  // namespace pretended
