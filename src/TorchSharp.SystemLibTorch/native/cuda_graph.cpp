// CUDA graphs without CUDA's headers, which that of at::cuda::CUDAGraph needs: its members are called by the names under which
// libtorch_cuda.so exports them. They are
//     CUDAGraph()                                                             1.10 to 2.7
//     CUDAGraph(bool keep_graph)                                              2.8
//     capture_begin(std::pair<unsigned long long, unsigned long long>)        1.11 to 2.0
//     capture_begin(the same pair, cudaStreamCaptureMode)                     2.1
//     capture_end(), replay(), ~CUDAGraph()                                   1.10
// The object is some hundred bytes long and lives in a buffer many times as large. A libtorch that lacks one of them says that it has no
// graphs, and the caller goes on without. (at::accelerator::Graph would be a door for every device, but CUDA does not stand behind it yet.)

#include "border.h"

#include <dlfcn.h>

#include <cstddef>
#include <utility>

namespace {

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

class Graph {
 public:
  Graph() {
    TORCH_CHECK(members_.complete(), "this libtorch has no CUDA graphs that this program knows");
    if (members_.construct_keeping != nullptr) members_.construct_keeping(storage_, false);
    else members_.construct(storage_);
  }

  ~Graph() { members_.destroy(storage_); }

  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;

  void capture_begin() {
    if (members_.begin_in_mode != nullptr) members_.begin_in_mode(storage_, Pool{0, 0}, kCaptureModeThreadLocal);
    else members_.begin(storage_, Pool{0, 0});
  }

  void capture_end() { members_.end(storage_); }
  void replay() { members_.replay(storage_); }

 private:
  const Symbols members_ = find_symbols();
  alignas(std::max_align_t) unsigned char storage_[8192] = {};
};

}  // namespace

EXPORT int32_t flowers_has_graphs() {
  return answered([] { return find_symbols().complete() ? 1 : 0; });
}

EXPORT int32_t flowers_graph_new(void** graph) {
  return guarded([&] { *graph = new Graph(); });
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
