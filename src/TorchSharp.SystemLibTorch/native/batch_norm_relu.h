// Batch norm in training, a sum and ReLU, and the way back, on matrices [rows, channels]: what a channels-last tensor is in memory.
//
//   output = max(0, (input - mean) / deviation * weight + bias + residual)
//
// With g the gradient of the output where that is above 0, and x̂ = (input - mean) / deviation, the way back is (Ioffe and Szegedy 2015,
// section 3, in another form):
//
//   d residual = g      d bias = sum of g      d weight = sum of g * x̂
//   d input    = weight / deviation * (g - d bias / rows - x̂ * d weight / rows)
#pragma once

#include <cstdint>

namespace batch_norm_relu {

struct bfloat16 {
  uint16_t bits;
};

struct Shape {
  int64_t rows;
  int64_t channels;
};

// How many numbers the kernels take at once; channels must be a multiple.
constexpr int64_t kLanes = 16;

// Of each channel, filled on the way forward and needed on the way back. All in float32.
struct Statistics {
  float* mean;
  float* inverse_deviation;  // 1 / sqrt(variance + eps), with the variance of these rows, divided by their number
  float* scale;              // weight * inverse_deviation
  float* shift;              // bias - mean * scale
};

// Of each channel, float32.
struct Layer {
  const float* weight;
  const float* bias;
  float* running_mean;      // moved towards the mean by momentum
  float* running_variance;  // the same, with the variance divided by one less than the number of rows
  double momentum;
  double eps;
};

template <typename T>
struct Forward {
  const T* input;
  const T* residual;  // null: none
  T* output;
};

template <typename T>
struct Backward {
  const T* output_gradient;
  const T* input;
  const T* output;       // with a residual; null: none, and the output's sign is computed again instead of read
  T* residual_gradient;  // written where there is an output
  T* input_gradient;
  float* weight_gradient;
  float* bias_gradient;
};

// Sums are formed over the same parts whatever the number of threads, so that it never changes a result.
void forward(const Forward<float>& tensors, Shape shape, const Layer& layer, const Statistics& statistics);
void forward(const Forward<bfloat16>& tensors, Shape shape, const Layer& layer, const Statistics& statistics);
void backward(const Backward<float>& tensors, Shape shape, const Statistics& statistics);
void backward(const Backward<bfloat16>& tensors, Shape shape, const Statistics& statistics);

}  // namespace batch_norm_relu
