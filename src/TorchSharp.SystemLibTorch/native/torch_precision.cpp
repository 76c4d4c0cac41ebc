// In which precision libtorch computes: automatic casts to bfloat16, TensorFloat-32, and the choice of convolution algorithms.
//
// Signatures, by the first version that has them:
//   at::autocast::set_autocast_enabled(DeviceType, bool), set_autocast_dtype(DeviceType, ScalarType)   2.4
//   at::autocast::set_enabled(bool) for CUDA, set_cpu_enabled(bool), set_autocast_{gpu,cpu}_dtype       1.13, deprecated in 2.4
//   at::Context::setAllowTF32CuDNN(bool), setAllowTF32CuBLAS(bool), setBenchmarkCuDNN(bool)             1.13; 2.9 warns of the first two
//   c10::WarningUtils::WarningHandlerGuard, WarningHandler::process(const Warning&)                     2.0
//   at::CUDAHooksInterface::supportsBFloat16ConvolutionWithCuDNNv8()                                    1.13

#include "border.h"

#include <ATen/ATen.h>
#include <ATen/Context.h>
#include <ATen/autocast_mode.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <torch/version.h>

#define TORCH_AT_LEAST(major, minor) \
  (TORCH_VERSION_MAJOR > (major) || (TORCH_VERSION_MAJOR == (major) && TORCH_VERSION_MINOR >= (minor)))

namespace {

struct CastState {
  bool enabled;
  at::ScalarType dtype;
};

#if TORCH_AT_LEAST(2, 4)
CastState casts(c10::DeviceType type) { return {at::autocast::is_autocast_enabled(type), at::autocast::get_autocast_dtype(type)}; }

void set_casts(c10::DeviceType type, CastState state) {
  at::autocast::set_autocast_enabled(type, state.enabled);
  at::autocast::set_autocast_dtype(type, state.dtype);
}
#else
CastState casts(c10::DeviceType type) {
  if (type == c10::DeviceType::CPU) return {at::autocast::is_cpu_enabled(), at::autocast::get_autocast_cpu_dtype()};
  return {at::autocast::is_enabled(), at::autocast::get_autocast_gpu_dtype()};
}

void set_casts(c10::DeviceType type, CastState state) {
  if (type == c10::DeviceType::CPU) {
    at::autocast::set_cpu_enabled(state.enabled);
    at::autocast::set_autocast_cpu_dtype(state.dtype);
  } else {
    at::autocast::set_enabled(state.enabled);
    at::autocast::set_autocast_gpu_dtype(state.dtype);
  }
}
#endif

// Casts on this thread, put back when it goes. The last one to go forgets the weights that were cast: they are about to change.
class Autocast {
 public:
  Autocast(c10::DeviceType type, at::ScalarType dtype) : type_(type), before_(casts(type)) {
    set_casts(type, {true, dtype});
    at::autocast::increment_nesting();
  }

  ~Autocast() {
    if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
    set_casts(type_, before_);
  }

 private:
  c10::DeviceType type_;
  CastState before_;
};

#if TORCH_AT_LEAST(2, 9)
// The setters below do what they always did, but warn of another interface, whose form is not yet the same in any two versions.
struct Silence : c10::WarningHandler {
  void process(const c10::Warning&) override {}
};
#endif

}  // namespace

EXPORT int32_t flowers_autocast_enter(int32_t type, int32_t dtype, void** guard) {
  return guarded([&] { *guard = new Autocast(static_cast<c10::DeviceType>(type), static_cast<at::ScalarType>(dtype)); });
}

EXPORT int32_t flowers_autocast_leave(void* guard) {
  return guarded([&] { delete static_cast<Autocast*>(guard); });
}

// Whether float32 products and convolutions of CUDA may round their inputs to TensorFloat-32.
EXPORT int32_t flowers_set_tf32(int32_t allowed) {
  return guarded([&] {
#if TORCH_AT_LEAST(2, 9)
    Silence silence;
    c10::WarningUtils::WarningHandlerGuard guard(&silence);
#endif
    at::globalContext().setAllowTF32CuBLAS(allowed != 0);
    at::globalContext().setAllowTF32CuDNN(allowed != 0);
  });
}

// Whether cuDNN tries its algorithms at the first sight of a shape, and keeps the fastest.
EXPORT int32_t flowers_set_cudnn_benchmark(int32_t enabled) {
  return guarded([&] { at::globalContext().setBenchmarkCuDNN(enabled != 0); });
}

// Whether the present CUDA device computes convolutions in bfloat16 (compute capability 8 and above).
EXPORT int32_t flowers_cuda_has_bfloat16(int32_t* has) {
  return guarded([&] { *has = at::hasCUDA() && at::detail::getCUDAHooks().supportsBFloat16ConvolutionWithCuDNNv8() ? 1 : 0; });
}
