// What a pretended library was asked for, a line each, appended to the file that PRETENDED_GPU_LOG names: seconds, thread, what.
#pragma once

#define PRETENDED extern "C" __attribute__((visibility("default")))

namespace pretended {

// Appends a line; nothing where there is no log.
__attribute__((format(printf, 1, 2))) void log_line(const char* format, ...);

// Appends the calls that led here, where PRETENDED_GPU_STACKS is set.
void log_stack();

}  // namespace pretended
