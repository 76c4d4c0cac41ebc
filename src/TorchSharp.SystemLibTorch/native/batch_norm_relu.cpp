// The operator flowers::batch_norm_relu: batch norm in training, the addition of a residual and ReLU in one, with its way back.
//
// torch::autograd::Function and TORCH_LIBRARY are in libtorch since before 1.13.

#include "batch_norm_relu.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

namespace {

using at::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// c10's own optional in libtorch 1.13, the standard library's in later ones.
using OptionalTensor = decltype(std::declval<c10::IValue>().toOptional<at::Tensor>());

template <typename T>
T* data(const Tensor& tensor) {
  return tensor.defined() ? static_cast<T*>(tensor.data_ptr()) : nullptr;
}

batch_norm_relu::Shape shape_of(const Tensor& input) { return {input.numel() / input.size(1), input.size(1)}; }

// The rows of a tensor [4, channels].
batch_norm_relu::Statistics rows_of(const Tensor& statistics) {
  auto* first = data<float>(statistics);
  int64_t channels = statistics.size(1);
  return {first, first + channels, first + 2 * channels, first + 3 * channels};
}

template <typename T>
void run_forward(const Tensor& input, const Tensor& residual, const Tensor& output, const batch_norm_relu::Layer& layer, const Tensor& statistics) {
  batch_norm_relu::forward(
      batch_norm_relu::Forward<T>{data<T>(input), data<T>(residual), data<T>(output)}, shape_of(input), layer, rows_of(statistics));
}

template <typename T>
void run_backward(const Tensor& output_gradient, const Tensor& input, const Tensor& output, const Tensor& residual_gradient,
                  const Tensor& input_gradient, const Tensor& layer_gradient, const Tensor& statistics) {
  batch_norm_relu::backward(
      batch_norm_relu::Backward<T>{data<T>(output_gradient), data<T>(input), data<T>(output), data<T>(residual_gradient),
                                   data<T>(input_gradient), data<float>(layer_gradient), data<float>(layer_gradient) + input.size(1)},
      shape_of(input), rows_of(statistics));
}

struct BatchNormRelu : torch::autograd::Function<BatchNormRelu> {
  static Tensor forward(AutogradContext* context, const Tensor& input, const OptionalTensor& residual, const Tensor& weight, const Tensor& bias,
                        const Tensor& running_mean, const Tensor& running_var, double momentum, double eps) {
    Tensor added = residual.has_value() ? *residual : Tensor();
    Tensor output = at::empty_like(input);
    Tensor statistics = at::empty({4, input.size(1)}, weight.options());
    batch_norm_relu::Layer layer{data<float>(weight), data<float>(bias), data<float>(running_mean), data<float>(running_var), momentum, eps};
    if (input.scalar_type() == at::kFloat) run_forward<float>(input, added, output, layer, statistics);
    else run_forward<batch_norm_relu::bfloat16>(input, added, output, layer, statistics);
    context->save_for_backward({input, added.defined() ? output : Tensor(), statistics});
    return output;
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    variable_list saved = context->get_saved_variables();
    Tensor input = saved[0], output = saved[1], statistics = saved[2];
    Tensor output_gradient = gradients[0].contiguous(at::MemoryFormat::ChannelsLast);
    Tensor input_gradient = at::empty_like(input);
    Tensor residual_gradient = output.defined() ? at::empty_like(input) : Tensor();
    Tensor layer_gradient = at::empty({2, input.size(1)}, statistics.options());
    auto run = input.scalar_type() == at::kFloat ? run_backward<float> : run_backward<batch_norm_relu::bfloat16>;
    run(output_gradient, input, output, residual_gradient, input_gradient, layer_gradient, statistics);
    return {input_gradient, residual_gradient, layer_gradient[0], layer_gradient[1], Tensor(), Tensor(), Tensor(), Tensor()};
  }
};

bool is_matrix(const Tensor& tensor) { return tensor.dim() == 4 && tensor.is_contiguous(at::MemoryFormat::ChannelsLast); }

bool is_for_kernels(const Tensor& of_channels) { return of_channels.is_cpu() && of_channels.scalar_type() == at::kFloat && of_channels.is_contiguous(); }

// Whether the kernels are made for it: on the CPU, channels last.
bool fits(const Tensor& input, const OptionalTensor& residual, std::initializer_list<Tensor> of_channels) {
  bool has_type = input.scalar_type() == at::kFloat || input.scalar_type() == at::kBFloat16;
  if (!input.is_cpu() || !has_type || !is_matrix(input) || input.size(1) % batch_norm_relu::kLanes != 0 || shape_of(input).rows < 2) return false;
  for (const Tensor& tensor : of_channels)
    if (!is_for_kernels(tensor)) return false;
  return !residual.has_value() ||
         (residual->is_cpu() && residual->scalar_type() == input.scalar_type() && residual->sizes() == input.sizes() && is_matrix(*residual));
}

Tensor batch_norm_relu_(const Tensor& input, const OptionalTensor& residual, const Tensor& weight, const Tensor& bias, const Tensor& running_mean,
                        const Tensor& running_var, double momentum, double eps) {
  if (fits(input, residual, {weight, bias, running_mean, running_var}))
    return BatchNormRelu::apply(input, residual, weight, bias, running_mean, running_var, momentum, eps);
  Tensor output = at::batch_norm(input, weight, bias, running_mean, running_var, /*training=*/true, momentum, eps, /*cudnn_enabled=*/true);
  if (residual.has_value()) output.add_(*residual);
  return output.relu_();
}

}  // namespace

TORCH_LIBRARY(flowers, library) {
  library.def(
      "batch_norm_relu(Tensor input, Tensor? residual, Tensor weight, Tensor bias, Tensor running_mean, Tensor running_var, float momentum, "
      "float eps) -> Tensor",
      batch_norm_relu_);
}
