// Streams' work, which is done at once, or, with PRETENDED_GPU_LAZY, no sooner than somebody waits for it.
#pragma once

#include "state.h"

namespace pretended {

// Takes the work for the stream; for its capture, where it has one.
void submit(Stream* stream, Work work);

// Does what is due of a stream, up to so much since its beginning.
void finish(Stream* stream, uint64_t until);

// Does all that is due of a stream.
void finish(Stream* stream);

// Does all that is due of any stream.
void finish_all();

// Says that the host waits for the device.
void log_wait(const char* what);

}  // namespace pretended
