// The one door into libtorch: any operator by name through the dispatcher, with boxed values, autograd included.
//
// Compiles against libtorch 1.13 and later, in C++17 or C++20, with nothing but a C++ compiler (build.sh beside this file). Rules:
//   - every exported function catches everything: it returns 0 and leaves the message with flowers_last_error();
//   - a tensor crosses the border as its TensorImpl*, which owns one reference; whoever receives it from here must free it;
//   - the layout of Value is pinned by a test on the C# side (Native/NativeValue.cs).

#include "border.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/ivalue.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <c10/core/InferenceMode.h>
#include <c10/core/GradMode.h>
#include <torch/version.h>

#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace {

enum Kind : int32_t {
  kDefault = 0,  // an argument left to the schema's own default
  kNone = 1,
  kTensor = 2,
  kInt = 3,      // also ScalarType, MemoryFormat and Layout
  kDouble = 4,
  kBool = 5,
  kIntList = 6,
  kTensorList = 7,
  kDevice = 8,   // integer: device type, count: index
  kString = 9,   // pointer to UTF-8, count bytes
  kOptionalTensorList = 10,
  kDoubleList = 11,
};

struct Value {
  int32_t kind;
  int32_t count;
  union {
    int64_t integer;
    double number;
    const void* pointer;
  };
};
static_assert(sizeof(Value) == 16, "NativeValue.cs repeats this layout");

// c10's own optional in libtorch 1.13, the standard library's in later ones.
using OptionalTensor = decltype(std::declval<c10::IValue>().toOptional<at::Tensor>());

c10::IValue unpack(const Value& value) {
  switch (value.kind) {
    case kNone: return {};
    case kTensor: return borrow(value.pointer);
    case kInt: return value.integer;
    case kDouble: return value.number;
    case kBool: return value.integer != 0;
    case kIntList: {
      auto items = static_cast<const int64_t*>(value.pointer);
      return c10::IValue(c10::IntArrayRef(items, value.count));
    }
    case kDoubleList: {
      auto items = static_cast<const double*>(value.pointer);
      return c10::IValue(std::vector<double>(items, items + value.count));
    }
    case kTensorList: {
      auto items = static_cast<void* const*>(value.pointer);
      c10::List<at::Tensor> list;
      list.reserve(value.count);
      for (int i = 0; i < value.count; ++i) list.push_back(borrow(items[i]));
      return list;
    }
    case kOptionalTensorList: {
      auto items = static_cast<void* const*>(value.pointer);
      c10::List<OptionalTensor> list;
      list.reserve(value.count);
      for (int i = 0; i < value.count; ++i) list.push_back(items[i] == nullptr ? OptionalTensor() : OptionalTensor(borrow(items[i])));
      return list;
    }
    case kDevice:
      return c10::Device(static_cast<c10::DeviceType>(value.integer), static_cast<c10::DeviceIndex>(value.count));
    case kString: return std::string(static_cast<const char*>(value.pointer), value.count);
    default: TORCH_CHECK(false, "argument of unknown kind ", value.kind);
  }
}

// What an operator returns, flattened: lists of tensors become consecutive tensors.
void pack(const c10::IValue& value, std::vector<Value>& results) {
  Value result{};
  if (value.isTensor()) {
    result.kind = kTensor;
    result.pointer = release(value.toTensor());
  } else if (value.isTensorList()) {
    for (const at::Tensor& tensor : value.toTensorVector()) pack(tensor, results);
    return;
  } else if (value.isInt()) {
    result.kind = kInt;
    result.integer = value.toInt();
  } else if (value.isDouble()) {
    result.kind = kDouble;
    result.number = value.toDouble();
  } else if (value.isBool()) {
    result.kind = kBool;
    result.integer = value.toBool();
  } else {
    TORCH_CHECK(false, "result of unsupported type ", value.tagKind());
  }
  results.push_back(result);
}

// libtorch looks for its CUDA library once, at the first question, and a library that is loaded later stays unseen. Until it is loaded
// nothing here may therefore ask.
bool has_cuda_library() { return at::CUDAHooksRegistry()->Has("CUDAHooks"); }

// Where the libtorch that this library runs on lies.
std::string libtorch_path() {
  Dl_info place{};
  TORCH_CHECK(dladdr(reinterpret_cast<const void*>(&at::show_config), &place) != 0, "libtorch cannot be located");
  return place.dli_fname;
}

void free_results(std::vector<Value>& results) {
  for (Value& result : results)
    if (result.kind == kTensor && result.pointer != nullptr)
      c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(
          static_cast<c10::TensorImpl*>(const_cast<void*>(result.pointer)));
}

}  // namespace

EXPORT const char* flowers_last_error() noexcept { return last_error.c_str(); }

EXPORT const char* flowers_version() noexcept { return TORCH_VERSION; }

// ---- Operators ------------------------------------------------------------------------------------------------------------

EXPORT int32_t flowers_find_operator(const char* name, const char* overload, void** handle) {
  return guarded([&] {
    *handle = new c10::OperatorHandle(c10::Dispatcher::singleton().findSchemaOrThrow(name, overload));
  });
}

// Whether the operator has a kernel of its own for dense tensors of such a device.
EXPORT int32_t flowers_operator_is_for(const void* handle, int32_t type, int32_t* is_for) {
  return guarded([&] {
    auto key = c10::computeDispatchKey(at::kFloat, at::kStrided, c10::Device(static_cast<c10::DeviceType>(type)));
    *is_for = static_cast<const c10::OperatorHandle*>(handle)->hasKernelForDispatchKey(key) ? 1 : 0;
  });
}

// Calls the operator. Arguments beyond argument_count, and those of kind kDefault, take the schema's defaults. Fails, and keeps
// nothing, when it returns more than result_capacity values.
EXPORT int32_t flowers_call(const void* handle, const Value* arguments, int32_t argument_count, Value* results,
                            int32_t result_capacity, int32_t* result_count) {
  return guarded([&] {
    const auto& op = *static_cast<const c10::OperatorHandle*>(handle);
    const auto& schema = op.schema().arguments();
    TORCH_CHECK(static_cast<size_t>(argument_count) <= schema.size(), op.schema().name(), " takes ", schema.size(),
                " arguments, not ", argument_count);
    std::vector<c10::IValue> stack;
    stack.reserve(schema.size());
    for (size_t i = 0; i < schema.size(); ++i) {
      if (i < static_cast<size_t>(argument_count) && arguments[i].kind != kDefault) {
        stack.push_back(unpack(arguments[i]));
      } else {
        TORCH_CHECK(schema[i].default_value().has_value(), op.schema().name(), " needs the argument ", schema[i].name());
        stack.push_back(*schema[i].default_value());
      }
    }
    op.callBoxed(&stack);
    std::vector<Value> packed;
    try {
      for (const c10::IValue& value : stack) pack(value, packed);
      TORCH_CHECK(packed.size() <= static_cast<size_t>(result_capacity), op.schema().name(), " returned ", packed.size(),
                  " values, more than ", result_capacity);
    } catch (...) {
      free_results(packed);
      throw;
    }
    std::copy(packed.begin(), packed.end(), results);
    *result_count = static_cast<int32_t>(packed.size());
  });
}

// ---- Tensors --------------------------------------------------------------------------------------------------------------

EXPORT void flowers_tensor_free(void* handle) {
  guarded([&] {
    c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(static_cast<c10::TensorImpl*>(handle));
  });
}

// A second owner of the same tensor.
EXPORT int32_t flowers_tensor_share(const void* handle, void** shared) {
  return guarded([&] { *shared = release(borrow(handle)); });
}

struct TensorInfo {
  int64_t dimensions;
  int64_t elements;
  int64_t element_size;
  int32_t scalar_type;
  int32_t device_type;
  int32_t device_index;
  int32_t flags;  // 1: contiguous, 2: requires grad, 4: leaf
};
static_assert(sizeof(TensorInfo) == 40, "TensorInfo.cs repeats this layout");

EXPORT int32_t flowers_tensor_info(const void* handle, TensorInfo* info) {
  return guarded([&] {
    at::Tensor tensor = borrow(handle);
    info->dimensions = tensor.dim();
    info->elements = tensor.numel();
    info->element_size = static_cast<int64_t>(tensor.element_size());
    info->scalar_type = static_cast<int32_t>(tensor.scalar_type());
    info->device_type = static_cast<int32_t>(tensor.device().type());
    info->device_index = tensor.device().index();
    info->flags = (tensor.is_contiguous() ? 1 : 0) | (tensor.requires_grad() ? 2 : 0) | (tensor.is_leaf() ? 4 : 0);
  });
}

EXPORT int32_t flowers_tensor_shape(const void* handle, int64_t* sizes, int64_t* strides) {
  return guarded([&] {
    at::Tensor tensor = borrow(handle);
    std::memcpy(sizes, tensor.sizes().data(), tensor.dim() * sizeof(int64_t));
    std::memcpy(strides, tensor.strides().data(), tensor.dim() * sizeof(int64_t));
  });
}

EXPORT int32_t flowers_tensor_data(const void* handle, void** data) {
  return guarded([&] { *data = borrow(handle).data_ptr(); });
}

// A tensor on the CPU over memory of the caller's; release is called with owner once, on any thread, when the last tensor over it is gone.
EXPORT int32_t flowers_tensor_over(void* data, const int64_t* sizes, int32_t dimensions, int32_t scalar_type,
                                   void (*release)(void*), void* owner, void** handle) {
  return guarded([&] {
    auto options = at::TensorOptions().dtype(static_cast<at::ScalarType>(scalar_type));
    *handle = ::release(at::from_blob(data, c10::IntArrayRef(sizes, dimensions), [release, owner](void*) { release(owner); }, options));
  });
}

// ---- Autograd -------------------------------------------------------------------------------------------------------------

EXPORT int32_t flowers_backward(const void* handle, const void* gradient, int32_t retain_graph, int32_t create_graph) {
  return guarded([&] {
    at::Tensor seed = gradient == nullptr ? at::Tensor() : borrow(gradient);
    if (retain_graph < 0) borrow(handle).backward(seed, {}, create_graph != 0);
    else borrow(handle).backward(seed, retain_graph != 0, create_graph != 0);
  });
}

EXPORT int32_t flowers_get_grad(const void* handle, void** gradient) {
  return guarded([&] { *gradient = release(borrow(handle).grad()); });
}

EXPORT int32_t flowers_set_grad(const void* handle, const void* gradient) {
  return guarded([&] { borrow(handle).mutable_grad() = gradient == nullptr ? at::Tensor() : borrow(gradient); });
}

EXPORT int32_t flowers_set_requires_grad(const void* handle, int32_t requires_grad) {
  return guarded([&] { borrow(handle).set_requires_grad(requires_grad != 0); });
}

// Replaces the storage and metadata of one tensor by another's, as PyTorch's `tensor.data = other`.
EXPORT int32_t flowers_set_data(const void* handle, const void* source) {
  return guarded([&] { borrow(handle).set_data(borrow(source)); });
}

EXPORT int32_t flowers_grad_mode() {
  return answered([] { return c10::GradMode::is_enabled() ? 1 : 0; });
}

EXPORT void flowers_set_grad_mode(int32_t enabled) {
  guarded([&] { c10::GradMode::set_enabled(enabled != 0); });
}

EXPORT int32_t flowers_inference_mode_enter(int32_t enabled, void** guard) {
  return guarded([&] { *guard = new c10::InferenceMode(enabled != 0); });
}

EXPORT int32_t flowers_inference_mode_leave(void* guard) {
  return guarded([&] { delete static_cast<c10::InferenceMode*>(guard); });
}

// ---- The machine ----------------------------------------------------------------------------------------------------------

EXPORT int32_t flowers_get_threads() {
  return answered([] { return at::get_num_threads(); });
}

EXPORT int32_t flowers_set_threads(int32_t threads) {
  return guarded([&] { at::set_num_threads(threads); });
}

EXPORT int32_t flowers_get_interop_threads() {
  return answered([] { return at::get_num_interop_threads(); });
}

EXPORT int32_t flowers_set_interop_threads(int32_t threads) {
  return guarded([&] { at::set_num_interop_threads(threads); });
}

EXPORT int32_t flowers_manual_seed(int64_t seed) {
  return guarded([&] {
    if (has_cuda_library()) return at::manual_seed(static_cast<uint64_t>(seed));
    at::Generator generator = at::detail::getDefaultCPUGenerator();
    std::lock_guard<std::mutex> lock(generator.mutex());
    generator.set_current_seed(static_cast<uint64_t>(seed));
  });
}

// How libtorch was built, for people: the libraries inside, the compiler, the instruction set in use. Lives until the next call.
EXPORT const char* flowers_show_config() noexcept {
  thread_local std::string text;
  guarded([&] { text = at::show_config(); });
  return text.c_str();
}

// How libtorch divides its work among threads, for people. Lives until the next call.
EXPORT const char* flowers_parallel_info() noexcept {
  thread_local std::string text;
  guarded([&] { text = at::get_parallel_info(); });
  return text.c_str();
}

// The path of libtorch_cpu.so; lives until the next call.
EXPORT const char* flowers_libtorch_path() noexcept {
  thread_local std::string text;
  guarded([&] { text = libtorch_path(); });
  return text.c_str();
}

// Loads the library that a libtorch with CUDA keeps its kernels in and that registers itself; found: 0 where this libtorch has none.
EXPORT int32_t flowers_load_cuda_library(int32_t* found) {
  return guarded([&] {
    *found = 1;
    if (has_cuda_library()) return;
    std::string path = libtorch_path();
    path = path.substr(0, path.rfind('/') + 1) + "libtorch_cuda.so";
    if (access(path.c_str(), F_OK) != 0) {
      *found = 0;
      return;
    }
    TORCH_CHECK(dlopen(path.c_str(), RTLD_LAZY) != nullptr, dlerror());
    TORCH_CHECK(has_cuda_library(), path, " holds no CUDA for this libtorch");
    TORCH_CHECK(at::detail::getCUDAHooks().hasCUDART(), "CUDA is asked for after libtorch has begun to compute without it");
  });
}

EXPORT int32_t flowers_cuda_devices(int32_t* count) {
  return guarded([&] {
    *count = has_cuda_library() && at::hasCUDA() ? static_cast<int32_t>(at::detail::getCUDAHooks().getNumGPUs()) : 0;
  });
}

// The versions of the CUDA runtime, 13000 for 13.0, and of cuDNN, 91900 for 9.19, that libtorch was built with; 0 where it has none.
EXPORT int32_t flowers_cuda_versions(int64_t* runtime, int64_t* cudnn) {
  return guarded([&] {
    *runtime = *cudnn = 0;
    if (!has_cuda_library()) return;
    const auto& hooks = at::detail::getCUDAHooks();
    if (hooks.hasCUDART()) *runtime = hooks.versionCUDART();
    if (hooks.compiledWithCuDNN()) *cudnn = hooks.versionCuDNN();
  });
}

EXPORT int32_t flowers_cuda_synchronize(int32_t device) {
  return guarded([&] { at::detail::getCUDAHooks().deviceSynchronize(static_cast<c10::DeviceIndex>(device)); });
}

// Ends the process, once it is told to exit, without running the destructors of libtorch and the hundreds of libraries below it: they
// take 50 ms, free what the system frees anyway, and crash when a thread still computes.
EXPORT int32_t flowers_skip_teardown() {
  return guarded([&] {
    auto leave = [](int code, void*) {
      std::fflush(nullptr);
      _exit(code);
    };
    TORCH_CHECK(on_exit(leave, nullptr) == 0, "the exit handler could not be registered");
  });
}
