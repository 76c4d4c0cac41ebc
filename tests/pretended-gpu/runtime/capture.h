// The rules of stream capture: what may not be done while work is recorded instead of done.
//
// A call that may disturb a capture is forbidden to the thread that captures, and in global mode to all threads, unless the calling thread
// has declared itself relaxed. Waiting for a capturing stream, or for the whole device, is forbidden to everybody. What is forbidden is
// logged as UNSAFE, fails, and breaks the capture, as it does in CUDA.
#pragma once

#include "state.h"

namespace pretended {

// Whether this thread may not make the call now; then captures that are under way are broken.
bool breaks_a_capture(const char* call);

// Breaks one capture, and says by what.
Error break_capture(Capture* capture, const char* by, Error error);

// Whether any capture is under way.
bool is_any_capture_active();

// Breaks all that are under way.
void break_captures(const char* by);

// The capture of this number, while it is under way.
Capture* capture_of(unsigned long long id);

// An error where the handle is the legacy stream's, and that would have to wait for a stream that is capturing.
Error check_legacy(void* stream);

// Whether the stream's capture was broken.
bool is_broken(const Stream* stream);

// What the log says behind work that is recorded.
const char* in_capture(const Stream* stream);

}  // namespace pretended
