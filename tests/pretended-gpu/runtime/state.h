// What the files of the runtime share: one lock, and what is behind the handles that callers hold.
#pragma once

#include "cuda.h"

#include <cstdint>
#include <deque>
#include <mutex>
#include <vector>

namespace pretended {

using Lock = std::lock_guard<std::recursive_mutex>;

// For everything here; a call may need it again further down.
std::recursive_mutex& state();

struct Stream;

enum class Place { device, pinned, pageable };

enum class WorkKind { copy, fill, wait };

// What a stream does one after the other; kernels are no work, for they are not run.
struct Work {
  WorkKind kind;
  void* to = nullptr;
  const void* from = nullptr;
  size_t bytes = 0;
  // fill: with what.
  int value = 0;
  Place to_place = Place::pageable;
  Place from_place = Place::pageable;
  // copy, from pinned memory: of the source as it was when the copy was asked for.
  uint64_t fingerprint = 0;
  // copy, from pageable memory: its bytes, which the caller may change at once.
  std::vector<char> staged{};
  // wait: until that stream has done so much.
  Stream* other = nullptr;
  uint64_t until = 0;
};

struct Capture;

struct Stream {
  // Whether it and the legacy stream wait for each other.
  bool blocking = true;
  std::deque<Work> queue;
  uint64_t done = 0;
  Capture* capture = nullptr;
};

struct Capture {
  unsigned long long id;
  int mode;
  long thread;
  Stream* origin;
  std::vector<Stream*> streams;
  bool broken = false;
  std::vector<Work> work{};
  int kernels = 0;
};

// The stream behind a handle.
Stream* stream_of(void* handle);

// The one that is there without being made.
Stream* legacy_stream();

// Every stream there is.
std::vector<Stream*>& streams();

}  // namespace pretended
