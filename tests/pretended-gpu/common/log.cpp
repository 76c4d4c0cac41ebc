#include "log.h"

#include <execinfo.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>

namespace pretended {

namespace {

int log_file() {
  static const int file = [] {
    const char* path = getenv("PRETENDED_GPU_LOG");
    return path == nullptr ? -1 : open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  }();
  return file;
}

}  // namespace

void log_line(const char* format, ...) {
  if (log_file() < 0) return;
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  // One write for a line: the libraries and their threads share the file without a lock. Names of kernels may be longer than this.
  char line[1024];
  int length = snprintf(line, sizeof line, "%ld.%06ld %ld ", static_cast<long>(now.tv_sec), now.tv_nsec / 1000, syscall(SYS_gettid));
  va_list arguments;
  va_start(arguments, format);
  length += vsnprintf(line + length, sizeof line - length, format, arguments);
  va_end(arguments);
  length = std::min<int>(length, sizeof line - 1);
  line[length] = '\n';
  if (write(log_file(), line, length + 1) < 0) abort();
}

void log_stack() {
  static const bool wanted = getenv("PRETENDED_GPU_STACKS") != nullptr;
  if (!wanted || log_file() < 0) return;
  void* frames[40];
  int count = backtrace(frames, 40);
  char** names = backtrace_symbols(frames, count);
  for (int i = 2; i < count; i++) log_line("   %s", names[i]);
  free(names);
}

}  // namespace pretended
