// The few types and numbers of CUDA 12's binary interface that the runtime needs.
#pragma once

#include "../common/log.h"

#include <cstddef>

namespace pretended {

using Error = int;
constexpr Error kSuccess = 0;
constexpr Error kInvalidValue = 1;
constexpr Error kOutOfMemory = 2;
constexpr Error kInvalidConfiguration = 9;
constexpr Error kNoDevice = 100;
constexpr Error kInvalidDevice = 101;
constexpr Error kIllegalState = 401;
constexpr Error kNotReady = 600;
constexpr Error kCaptureUnsupported = 900;
constexpr Error kCaptureInvalidated = 901;
constexpr Error kCaptureUnmatched = 903;
constexpr Error kCaptureIsolation = 905;
constexpr Error kCaptureImplicit = 906;
constexpr Error kCapturedEvent = 907;

// How a thread's calls and a capture get along.
constexpr int kModeGlobal = 0;
constexpr int kModeRelaxed = 2;

constexpr int kCaptureNone = 0;
constexpr int kCaptureActive = 1;
constexpr int kCaptureBroken = 2;

// Passed by value where a kernel is launched.
struct Size3 {
  unsigned x, y, z;
};

// Returns the error, which the thread may ask for again.
Error fail(Error error);

}  // namespace pretended
