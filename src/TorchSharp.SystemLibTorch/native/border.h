// What every exported function of this library shares: nothing thrown gets out, the message stays behind, and a tensor crosses as its
// TensorImpl*, which owns one reference.
#pragma once

#include <ATen/core/Tensor.h>
#include <c10/util/Exception.h>

#include <cstdint>
#include <exception>
#include <string>

#define EXPORT extern "C" __attribute__((visibility("default")))

inline thread_local std::string last_error;

template <typename Body>
int32_t guarded(Body body) noexcept {
  try {
    body();
    return 1;
  } catch (const c10::Error& error) {
    last_error = error.what_without_backtrace();
  } catch (const std::exception& error) {
    last_error = error.what();
  } catch (...) {
    last_error = "libtorch raised an unknown error";
  }
  return 0;
}

// For a question whose answer is a small number: 0 where it failed.
template <typename Question>
int32_t answered(Question question) noexcept {
  int32_t answer = 0;
  guarded([&] { answer = question(); });
  return answer;
}

inline at::Tensor borrow(const void* handle) {
  auto* impl = static_cast<c10::TensorImpl*>(const_cast<void*>(handle));
  return at::Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::unsafe_reclaim_from_nonowning(impl));
}

inline void* release(at::Tensor tensor) { return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr; }
