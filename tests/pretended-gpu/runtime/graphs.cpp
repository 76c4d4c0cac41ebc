// Graphs: the copies of a capture, which are done again at each launch.
#include "graph.h"

#include "capture.h"
#include "queue.h"

namespace pretended {

PRETENDED Error cudaGraphInstantiate(Graph** executable, Graph* graph, unsigned long long) {
  Lock lock(state());
  if (graph == nullptr) return fail(kInvalidValue);
  *executable = new Graph(*graph);
  return kSuccess;
}

PRETENDED Error cudaGraphInstantiateWithFlags(Graph** executable, Graph* graph, unsigned long long flags) {
  return cudaGraphInstantiate(executable, graph, flags);
}

PRETENDED Error cudaGraphLaunch(Graph* executable, void* handle) {
  Lock lock(state());
  if (Error error = check_legacy(handle)) return error;
  Stream* stream = stream_of(handle);
  log_line("replay of %d kernels, %zu copies stream %p%s", executable->kernels, executable->work.size(), static_cast<void*>(stream), in_capture(stream));
  if (is_broken(stream)) return fail(kCaptureInvalidated);
  for (const Work& work : executable->work) submit(stream, work);
  return kSuccess;
}

PRETENDED Error cudaGraphGetNodes(Graph* graph, void**, size_t* count) {
  Lock lock(state());
  *count = graph->kernels + graph->work.size();
  return kSuccess;
}

PRETENDED Error cudaGraphDestroy(Graph* graph) {
  Lock lock(state());
  delete graph;
  return kSuccess;
}

PRETENDED Error cudaGraphExecDestroy(Graph* executable) { return cudaGraphDestroy(executable); }

}  // namespace pretended
