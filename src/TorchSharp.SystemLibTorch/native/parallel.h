// Shares work among the threads of the OpenMP that libtorch runs on.
#pragma once

#include <ATen/Parallel.h>

#include <atomic>
#include <cstdint>

// What compilers make of `#pragma omp parallel`; libgomp, libomp and libiomp5 have it alike. It is called by name, without the compiler's
// option for OpenMP, since that would load the system's own: PyTorch's wheels bring one under another name, and two keep two sets of
// threads that wait for work in turns. Weak, for a libtorch without OpenMP has none.
extern "C" void GOMP_parallel(void (*body)(void*), void* data, unsigned threads, unsigned flags) __attribute__((weak));

// Calls body(i) for every i from 0 to below count, in any order and on any thread, and returns when all are done. body must not throw.
template <typename Body>
void parallel_for_each(int64_t count, const Body& body) {
  struct Job {
    const Body& body;
    int64_t count;
    std::atomic<int64_t> next{0};

    static void run(void* self) {
      auto& job = *static_cast<Job*>(self);
      for (int64_t i; (i = job.next.fetch_add(1, std::memory_order_relaxed)) < job.count;) job.body(i);
    }
  } job{body, count};

  // Always all threads: a smaller team would end the others, and the next operator of libtorch's would have to start them again.
  int threads = at::get_num_threads();
  if (count > 1 && threads > 1 && GOMP_parallel != nullptr && !at::in_parallel_region()) {
    GOMP_parallel(&Job::run, &job, static_cast<unsigned>(threads), 0);
  } else {
    Job::run(&job);
  }
}
