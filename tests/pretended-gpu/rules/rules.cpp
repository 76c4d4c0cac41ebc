// Keeps and breaks the rules of CUDA, to see whether the pretended runtime notices: rules CASE; 0 where the calls answered as they should.
// What the log should say of each, the test that runs this knows.
#include "../runtime/cuda.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <string>
#include <thread>

using namespace pretended;

extern "C" {
Error cudaMalloc(void**, size_t);
Error cudaFree(void*);
Error cudaHostAlloc(void**, size_t, unsigned);
Error cudaFreeHost(void*);
Error cudaMemcpyAsync(void*, const void*, size_t, int, void*);
Error cudaMemsetAsync(void*, int, size_t, void*);
Error cudaStreamCreateWithPriority(void**, unsigned, int);
Error cudaStreamSynchronize(void*);
Error cudaStreamWaitEvent(void*, void*, unsigned);
Error cudaStreamBeginCapture(void*, int);
Error cudaStreamEndCapture(void*, void**);
Error cudaThreadExchangeStreamCaptureMode(int*);
Error cudaDeviceSynchronize();
Error cudaEventCreate(void**);
Error cudaEventRecord(void*, void*);
Error cudaEventQuery(void*);
Error cudaGraphInstantiate(void**, void*, unsigned long long);
Error cudaGraphLaunch(void*, void*);
Error cudaLaunchKernel(const void*, Size3, Size3, void**, size_t, void*);
}

namespace {

constexpr size_t kBytes = 64;
constexpr unsigned kNonBlocking = 1;
constexpr int kModeThreadLocal = 1;
constexpr int kDefaultKind = 4;

void expect(bool holds, int line) {
  if (holds) return;
  fprintf(stderr, "line %d does not hold\n", line);
  exit(1);
}

#define EXPECT(condition) expect(condition, __LINE__)

void* stream(unsigned flags = kNonBlocking) {
  void* made;
  EXPECT(cudaStreamCreateWithPriority(&made, flags, 0) == kSuccess);
  return made;
}

char* device_memory() {
  void* made;
  EXPECT(cudaMalloc(&made, kBytes) == kSuccess);
  return static_cast<char*>(made);
}

char* pinned_memory(char value) {
  void* made;
  EXPECT(cudaHostAlloc(&made, kBytes, 0) == kSuccess);
  memset(made, value, kBytes);
  return static_cast<char*>(made);
}

Error copy(void* to, const void* from, void* on) { return cudaMemcpyAsync(to, from, kBytes, kDefaultKind, on); }

void* event_on(void* on) {
  void* made;
  EXPECT(cudaEventCreate(&made) == kSuccess);
  EXPECT(cudaEventRecord(made, on) == kSuccess);
  return made;
}

// Captures, and tells how that ended.
Error capture(int mode, const std::function<void(void*)>& work, void** graph = nullptr, unsigned flags = kNonBlocking) {
  void* ended;
  void* on = stream(flags);
  EXPECT(cudaStreamBeginCapture(on, mode) == kSuccess);
  work(on);
  return cudaStreamEndCapture(on, graph == nullptr ? &ended : graph);
}

void allocate_elsewhere(Error meant) {
  std::thread([=] {
    void* made;
    EXPECT(cudaMalloc(&made, kBytes) == meant);
  }).join();
}

const std::map<std::string, std::function<void()>> kCases = {
    {"allocate while capturing", [] {
       void* made;
       EXPECT(capture(kModeThreadLocal, [&](void*) { EXPECT(cudaMalloc(&made, kBytes) == kCaptureUnsupported); }) == kCaptureInvalidated);
     }},
    {"allocate while capturing, relaxed", [] {
       int mode = kModeRelaxed;
       EXPECT(cudaThreadExchangeStreamCaptureMode(&mode) == kSuccess);
       EXPECT(capture(kModeThreadLocal, [](void*) { device_memory(); }) == kSuccess);
     }},
    {"allocate elsewhere", [] {
       EXPECT(capture(kModeGlobal, [](void*) { allocate_elsewhere(kCaptureUnsupported); }) == kCaptureInvalidated);
     }},
    {"allocate elsewhere, thread's own", [] {
       EXPECT(capture(kModeThreadLocal, [](void*) { allocate_elsewhere(kSuccess); }) == kSuccess);
     }},
    {"wait for what captures", [] {
       EXPECT(capture(kModeRelaxed, [](void* on) { EXPECT(cudaStreamSynchronize(on) == kCaptureUnsupported); }) == kCaptureInvalidated);
     }},
    {"wait for the device", [] {
       EXPECT(capture(kModeRelaxed, [](void*) { EXPECT(cudaDeviceSynchronize() == kCaptureUnsupported); }) == kCaptureInvalidated);
     }},
    {"capture pageable memory", [] {
       char* to = device_memory();
       char from[kBytes]{};
       EXPECT(capture(kModeThreadLocal, [&](void* on) { EXPECT(copy(to, from, on) == kCaptureUnsupported); }) == kCaptureInvalidated);
     }},
    {"wait for work outside", [] {
       void* outside = event_on(stream());
       EXPECT(capture(kModeThreadLocal, [&](void* on) { EXPECT(cudaStreamWaitEvent(on, outside, 0) == kCaptureIsolation); }) == kCaptureInvalidated);
     }},
    {"take another stream along", [] {
       void* other = stream();
       EXPECT(capture(kModeThreadLocal, [&](void* on) {
                EXPECT(cudaStreamWaitEvent(other, event_on(on), 0) == kSuccess);
                EXPECT(cudaStreamWaitEvent(on, event_on(other), 0) == kSuccess);
              }) == kSuccess);
     }},
    {"use the legacy stream", [] {
       char* to = device_memory();
       auto use = [&](Error meant) { EXPECT(cudaMemsetAsync(to, 0, kBytes, nullptr) == meant); };
       EXPECT(capture(kModeThreadLocal, [&](void*) { use(kSuccess); }) == kSuccess);
       EXPECT(capture(kModeThreadLocal, [&](void*) { use(kCaptureImplicit); }, nullptr, 0) == kCaptureInvalidated);
     }},
    {"replay copies", [] {
       char* of_device = device_memory();
       char* from = pinned_memory(1);
       char* to = pinned_memory(2);
       void *graph, *executable, *on = stream();
       EXPECT(capture(kModeThreadLocal, [&](void* inside) {
                EXPECT(copy(of_device, from, inside) == kSuccess);
                EXPECT(copy(to, of_device, inside) == kSuccess);
              }, &graph) == kSuccess);
       EXPECT(to[0] == 2);
       EXPECT(cudaGraphInstantiate(&executable, graph, 0) == kSuccess);
       memset(from, 3, kBytes);
       EXPECT(cudaGraphLaunch(executable, on) == kSuccess);
       EXPECT(cudaStreamSynchronize(on) == kSuccess);
       EXPECT(to[kBytes - 1] == 3);
     }},
    {"free what a graph copies", [] {
       char* to = device_memory();
       char* from = pinned_memory(1);
       void *graph, *executable, *on = stream();
       EXPECT(capture(kModeThreadLocal, [&](void* inside) { EXPECT(copy(to, from, inside) == kSuccess); }, &graph) == kSuccess);
       EXPECT(cudaGraphInstantiate(&executable, graph, 0) == kSuccess);
       EXPECT(cudaFree(to) == kSuccess);
       EXPECT(cudaGraphLaunch(executable, on) == kSuccess);
       EXPECT(cudaStreamSynchronize(on) == kSuccess);
     }},
    {"write too early", [] {
       char* from = pinned_memory(1);
       void* on = stream();
       EXPECT(copy(device_memory(), from, on) == kSuccess);
       from[kBytes / 2] = 9;
       EXPECT(cudaStreamSynchronize(on) == kSuccess);
     }},
    {"write afterwards", [] {
       char* from = pinned_memory(1);
       void* on = stream();
       EXPECT(copy(device_memory(), from, on) == kSuccess);
       EXPECT(cudaStreamSynchronize(on) == kSuccess);
       from[0] = 9;
       EXPECT(cudaDeviceSynchronize() == kSuccess);
     }},
    {"read too early", [] {
       char* to = pinned_memory(1);
       void* on = stream();
       EXPECT(copy(to, device_memory(), on) == kSuccess);
       EXPECT(static_cast<unsigned char>(to[0]) == 0xFE);
       EXPECT(cudaStreamSynchronize(on) == kSuccess);
       EXPECT(to[0] == 0);
     }},
    {"wait for another stream", [] {
       char* of_device = device_memory();
       char* to = pinned_memory(1);
       void *first = stream(), *second = stream();
       EXPECT(copy(of_device, pinned_memory(7), first) == kSuccess);
       EXPECT(cudaStreamWaitEvent(second, event_on(first), 0) == kSuccess);
       EXPECT(copy(to, of_device, second) == kSuccess);
       EXPECT(cudaStreamSynchronize(second) == kSuccess);
       EXPECT(to[0] == 7);
     }},
    {"ask again and again", [] {
       void* event = event_on(stream());
       EXPECT(cudaEventQuery(event) == kNotReady);
       EXPECT(cudaEventQuery(event) == kNotReady);
       EXPECT(cudaEventQuery(event) == kSuccess);
     }},
    {"allocate too much", [] {
       void* made;
       EXPECT(cudaMalloc(&made, (1 << 20) + 1) == kOutOfMemory);
       EXPECT(cudaMalloc(&made, 1 << 20) == kSuccess);
       EXPECT(cudaFree(made) == kSuccess);
       EXPECT(cudaMalloc(&made, 1 << 20) == kSuccess);
     }},
    {"launch too many threads", [] {
       EXPECT(cudaLaunchKernel(nullptr, {1, 1, 1}, {1024, 1, 1}, nullptr, 0, nullptr) == kSuccess);
       EXPECT(cudaLaunchKernel(nullptr, {1, 1, 1}, {1024, 2, 1}, nullptr, 0, nullptr) == kInvalidConfiguration);
     }},
};

}  // namespace

int main(int count, char** arguments) {
  auto chosen = kCases.find(count == 2 ? arguments[1] : "");
  if (chosen == kCases.end()) {
    fprintf(stderr, "rules CASE, one of:\n");
    for (const auto& [name, _] : kCases) fprintf(stderr, "  %s\n", name.c_str());
    return 2;
  }

  chosen->second();
  return 0;
}
