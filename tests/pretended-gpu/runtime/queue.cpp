#include "queue.h"

#include "memory.h"

#include <cstdlib>
#include <cstring>

namespace pretended {

namespace {

// What a pinned destination holds until its copy is done.
constexpr int kPoison = 0xFE;

bool is_lazy() {
  static const bool lazy = getenv("PRETENDED_GPU_LAZY") != nullptr;
  return lazy;
}

// PRETENDED_GPU_READS=memory: the host reads what the device's memory holds, which no kernel has written; otherwise zeros.
bool reads_zeros() {
  static const bool zeros = [] {
    const char* reads = getenv("PRETENDED_GPU_READS");
    return reads == nullptr || strcmp(reads, "memory") != 0;
  }();
  return zeros;
}

// FNV-1a, eight bytes at a time.
uint64_t fingerprint(const void* start, size_t bytes) {
  constexpr uint64_t kPrime = 0x100000001b3;
  uint64_t hash = 0xcbf29ce484222325;
  auto* at = static_cast<const char*>(start);
  for (; bytes >= sizeof hash; at += sizeof hash, bytes -= sizeof hash) {
    uint64_t word;
    memcpy(&word, at, sizeof word);
    hash = (hash ^ word) * kPrime;
  }
  for (; bytes > 0; at++, bytes--) hash = (hash ^ static_cast<unsigned char>(*at)) * kPrime;
  return hash;
}

bool is_freed(const void* address, Place then) { return then != Place::pageable && place_of(address) != then; }

void copy(const Work& work) {
  if (is_freed(work.to, work.to_place) || (work.staged.empty() && is_freed(work.from, work.from_place))) {
    log_line("FREED memory of a copy of %zu bytes was freed before it was copied", work.bytes);
    return;
  }

  if (work.fingerprint != 0 && fingerprint(work.from, work.bytes) != work.fingerprint)
    log_line("RACE the source of %zu bytes at %p was written to before it was copied", work.bytes, work.from);
  bool is_read = work.from_place == Place::device && work.to_place != Place::device;
  if (is_read && reads_zeros()) memset(work.to, 0, work.bytes);
  else memcpy(work.to, work.staged.empty() ? work.from : work.staged.data(), work.bytes);
}

void perform(const Work& work) {
  switch (work.kind) {
    case WorkKind::copy: copy(work); break;
    case WorkKind::fill: memset(work.to, work.value, work.bytes); break;
    case WorkKind::wait: finish(work.other, work.until); break;
  }
}

// Takes from pageable memory at once, as CUDA does; remembers how pinned memory looks.
void prepare(Work& work) {
  if (work.kind != WorkKind::copy) return;
  auto* from = static_cast<const char*>(work.from);
  if (work.from_place == Place::pageable) work.staged.assign(from, from + work.bytes);
  if (!is_lazy()) return;
  if (work.from_place == Place::pinned) work.fingerprint = fingerprint(from, work.bytes);
  if (work.to_place == Place::pinned && work.from_place == Place::device) memset(work.to, kPoison, work.bytes);
}

}  // namespace

void submit(Stream* stream, Work work) {
  if (stream->capture != nullptr) {
    stream->capture->work.push_back(std::move(work));
    return;
  }

  prepare(work);
  stream->queue.push_back(std::move(work));
  if (!is_lazy()) finish(stream);
}

void finish(Stream* stream, uint64_t until) {
  while (stream->done < until && !stream->queue.empty()) {
    Work work = std::move(stream->queue.front());
    stream->queue.pop_front();
    stream->done++;
    perform(work);
  }
}

void finish(Stream* stream) { finish(stream, UINT64_MAX); }

void finish_all() {
  for (Stream* stream : streams()) finish(stream);
}

void log_wait(const char* what) {
  log_line("WAIT %s", what);
  log_stack();
}

}  // namespace pretended
