// CUDA graphs without CUDA's headers, in one of two ways:
//
//   - at::accelerator::Graph, where this libtorch has its header and CUDA stands in its registry (libtorch after 2.10);
//   - else at::cuda::CUDAGraph of libtorch_cuda.so, whose header needs CUDA's: its members are called by their exported names. They are
//         CUDAGraph()                                                             1.10 to 2.7
//         CUDAGraph(bool keep_graph)                                              2.8
//         capture_begin(std::pair<unsigned long long, unsigned long long>)        1.11 to 2.0
//         capture_begin(the same pair, cudaStreamCaptureMode)                     2.1
//         capture_end(), replay(), reset(), ~CUDAGraph()                          1.10
//     The object is some hundred bytes long (2.9: below 400) and lives in a buffer many times as large.
//
// A libtorch that has neither says so, and the caller goes on without graphs.

#include "border.h"

#include <dlfcn.h>

#include <cstddef>
#include <memory>
#include <utility>

#if __has_include(<ATen/accelerator/Graph.h>)
#include <ATen/accelerator/Graph.h>
#define HAS_ACCELERATOR_GRAPH 1
#endif

namespace {

class Graph {
 public:
  virtual ~Graph() = default;
  virtual void capture_begin() = 0;
  virtual void capture_end() = 0;
  virtual void replay() = 0;
};

#ifdef HAS_ACCELERATOR_GRAPH
class AcceleratorGraph final : public Graph {
 public:
  AcceleratorGraph() : graph_(at::create_graph_impl(c10::DeviceType::CUDA)) {}
  void capture_begin() override { graph_->capture_begin({0, 0}, at::GraphCaptureMode::ThreadLocal); }
  void capture_end() override { graph_->capture_end(); }
  void replay() override { graph_->replay(); }

 private:
  std::unique_ptr<at::GraphImplInterface> graph_;
};
#endif

using Pool = std::pair<unsigned long long, unsigned long long>;

// Other threads, which allocate pinned memory, do not disturb a capture of this kind; the number is CUDA's own.
constexpr int kCaptureModeThreadLocal = 1;

struct Symbols {
  void (*construct)(void*) = nullptr;
  void (*construct_keeping)(void*, bool) = nullptr;
  void (*destroy)(void*) = nullptr;
  void (*begin)(void*, Pool) = nullptr;
  void (*begin_in_mode)(void*, Pool, int) = nullptr;
  void (*end)(void*) = nullptr;
  void (*replay)(void*) = nullptr;

  bool complete() const {
    return (construct != nullptr || construct_keeping != nullptr) && (begin != nullptr || begin_in_mode != nullptr) && destroy != nullptr &&
        end != nullptr && replay != nullptr;
  }
};

template <typename Function>
void look_up(void* library, Function*& function, const char* name) {
  function = reinterpret_cast<Function*>(dlsym(library, name));
}

Symbols find_symbols() {
  Symbols found;
  // The library that is loaded already, or none: this never loads one.
  void* library = dlopen("libtorch_cuda.so", RTLD_LAZY | RTLD_NOLOAD);
  if (library == nullptr) return found;
  look_up(library, found.construct_keeping, "_ZN2at4cuda9CUDAGraphC1Eb");
  look_up(library, found.construct, "_ZN2at4cuda9CUDAGraphC1Ev");
  look_up(library, found.destroy, "_ZN2at4cuda9CUDAGraphD1Ev");
  look_up(library, found.begin_in_mode, "_ZN2at4cuda9CUDAGraph13capture_beginESt4pairIyyE21cudaStreamCaptureMode");
  look_up(library, found.begin, "_ZN2at4cuda9CUDAGraph13capture_beginESt4pairIyyE");
  look_up(library, found.end, "_ZN2at4cuda9CUDAGraph11capture_endEv");
  look_up(library, found.replay, "_ZN2at4cuda9CUDAGraph6replayEv");
  return found;
}

const Symbols& symbols() {
  static const Symbols found = find_symbols();
  return found;
}

class NamedGraph final : public Graph {
 public:
  NamedGraph() {
    if (symbols().construct_keeping != nullptr) symbols().construct_keeping(storage_, false);
    else symbols().construct(storage_);
  }

  ~NamedGraph() override { symbols().destroy(storage_); }

  void capture_begin() override {
    if (symbols().begin_in_mode != nullptr) symbols().begin_in_mode(storage_, Pool{0, 0}, kCaptureModeThreadLocal);
    else symbols().begin(storage_, Pool{0, 0});
  }

  void capture_end() override { symbols().end(storage_); }
  void replay() override { symbols().replay(storage_); }

 private:
  alignas(std::max_align_t) unsigned char storage_[8192] = {};
};

enum class Way { kNone, kAccelerator, kNamed };

Way way() {
#ifdef HAS_ACCELERATOR_GRAPH
  if (at::has_graph_impl(c10::DeviceType::CUDA)) return Way::kAccelerator;
#endif
  return symbols().complete() ? Way::kNamed : Way::kNone;
}

std::unique_ptr<Graph> make_graph() {
  switch (way()) {
#ifdef HAS_ACCELERATOR_GRAPH
    case Way::kAccelerator: return std::make_unique<AcceleratorGraph>();
#endif
    case Way::kNamed: return std::make_unique<NamedGraph>();
    default: TORCH_CHECK(false, "this libtorch has no CUDA graphs that this program knows");
  }
}

}  // namespace

// 0: none; 1: at::accelerator::Graph; 2: at::cuda::CUDAGraph.
EXPORT int32_t flowers_graph_way() {
  return answered([] { return static_cast<int32_t>(way()); });
}

EXPORT int32_t flowers_graph_new(void** graph) {
  return guarded([&] { *graph = make_graph().release(); });
}

EXPORT void flowers_graph_free(void* graph) {
  guarded([&] { delete static_cast<Graph*>(graph); });
}

// What the present stream, which must not be the default one, is given from here on is noted down and not done.
EXPORT int32_t flowers_graph_begin(void* graph) {
  return guarded([&] { static_cast<Graph*>(graph)->capture_begin(); });
}

EXPORT int32_t flowers_graph_end(void* graph) {
  return guarded([&] { static_cast<Graph*>(graph)->capture_end(); });
}

// Queues what was noted down on the present stream.
EXPORT int32_t flowers_graph_replay(void* graph) {
  return guarded([&] { static_cast<Graph*>(graph)->replay(); });
}
