// The kernels of batch_norm_relu.h for processors: one pass over memory for the statistics, one for the rest, and as many on the way back.
//
// They are written with vectors of 16 floats, which the compiler turns into the widest registers that there are: for x86-64 it makes three
// versions of each kernel, and the first call takes the one for the processor.

#include "batch_norm_relu.h"
#include "parallel.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <type_traits>
#include <vector>

#define INLINE __attribute__((always_inline))
#if defined(__x86_64__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

namespace batch_norm_relu {
namespace {

typedef float Lanes __attribute__((vector_size(4 * kLanes)));
typedef int32_t Mask __attribute__((vector_size(4 * kLanes)));
typedef uint32_t Words __attribute__((vector_size(4 * kLanes)));
typedef uint16_t Halves __attribute__((vector_size(2 * kLanes)));

// ---- Sixteen numbers ------------------------------------------------------------------------------------------------------
// By reference: what vectors would be passed in differs from one version of a kernel to the other.

INLINE inline void load(const float* from, Lanes& lanes) { std::memcpy(&lanes, from, sizeof lanes); }

INLINE inline void load(const bfloat16* from, Lanes& lanes) {
  Halves halves;
  std::memcpy(&halves, from, sizeof halves);
  Words words = __builtin_convertvector(halves, Words) << 16;
  std::memcpy(&lanes, &words, sizeof lanes);
}

INLINE inline void store(const Lanes& lanes, float* to) { std::memcpy(to, &lanes, sizeof lanes); }

// To the nearest bfloat16, ties to even; what is not a number stays none.
INLINE inline void store(const Lanes& lanes, bfloat16* to) {
  Words words;
  std::memcpy(&words, &lanes, sizeof words);
  Words rounded = (words + 0x7FFF + ((words >> 16) & 1)) >> 16;
  Words is_nan = (Words)((words & 0x7FFFFFFF) > 0x7F800000);
  Halves halves = __builtin_convertvector((rounded & ~is_nan) | (is_nan & 0x7FC0), Halves);
  std::memcpy(to, &halves, sizeof halves);
}

// Zero, except where kept.
INLINE inline void keep(const Mask& kept, Lanes& lanes) {
  Mask bits;
  std::memcpy(&bits, &lanes, sizeof bits);
  bits &= kept;
  std::memcpy(&lanes, &bits, sizeof bits);
}

// ---- Some rows ------------------------------------------------------------------------------------------------------------

// Calls tile(row, n) for n rows from row on: four at a time, for which what belongs to channels is loaded once.
template <typename Tile>
INLINE inline void in_tiles(int64_t rows, const Tile& tile) {
  int64_t row = 0;
  for (; row + 4 <= rows; row += 4) tile(row, std::integral_constant<int, 4>());
  for (; row < rows; ++row) tile(row, std::integral_constant<int, 1>());
}

// The mean of each channel, and the sum of the squared distances from it.
template <typename T>
INLINE inline void moments_of(const T* input, Shape part, float* mean, float* squares) {
  std::fill_n(mean, part.channels, 0.0f);
  std::fill_n(squares, part.channels, 0.0f);
  in_tiles(part.rows, [=](int64_t row, auto n) INLINE {
    for (int64_t c = 0; c < part.channels; c += kLanes) {
      Lanes sum, x;
      load(mean + c, sum);
      for (int i = 0; i < n; ++i) {
        load(input + (row + i) * part.channels + c, x);
        sum += x;
      }
      store(sum, mean + c);
    }
  });
  for (int64_t c = 0; c < part.channels; ++c) mean[c] /= static_cast<float>(part.rows);
  in_tiles(part.rows, [=](int64_t row, auto n) INLINE {
    for (int64_t c = 0; c < part.channels; c += kLanes) {
      Lanes sum, middle, x;
      load(squares + c, sum);
      load(mean + c, middle);
      for (int i = 0; i < n; ++i) {
        load(input + (row + i) * part.channels + c, x);
        x -= middle;
        sum += x * x;
      }
      store(sum, squares + c);
    }
  });
}

template <bool kHasResidual, typename T>
INLINE inline void activate_rows(Forward<T> tensors, int64_t start, Shape part, Statistics statistics) {
  in_tiles(part.rows, [=](int64_t row, auto n) INLINE {
    for (int64_t c = 0; c < part.channels; c += kLanes) {
      Lanes scale, shift, x, residual;
      load(statistics.scale + c, scale);
      load(statistics.shift + c, shift);
      for (int i = 0; i < n; ++i) {
        int64_t at = start + (row + i) * part.channels + c;
        load(tensors.input + at, x);
        x = x * scale + shift;
        if (kHasResidual) {
          load(tensors.residual + at, residual);
          x += residual;
        }
        keep(~(x < 0), x);  // not x > 0: what is not a number must be seen
        store(x, tensors.output + at);
      }
    }
  });
}

template <typename T>
INLINE inline void activate_part(Forward<T> tensors, int64_t start, Shape part, Statistics statistics) {
  if (tensors.residual != nullptr) activate_rows<true>(tensors, start, part, statistics);
  else activate_rows<false>(tensors, start, part, statistics);
}

// Of each channel: the sum of g, and that of g * (input - mean). With a residual g is kept as its gradient.
template <bool kHasResidual, typename T>
INLINE inline void sum_rows(Backward<T> tensors, int64_t start, Shape part, Statistics statistics, float* sums, float* products) {
  in_tiles(part.rows, [=](int64_t row, auto n) INLINE {
    for (int64_t c = 0; c < part.channels; c += kLanes) {
      Lanes sum, product, mean, scale, shift, x, y, g;
      load(sums + c, sum);
      load(products + c, product);
      load(statistics.mean + c, mean);
      load(statistics.scale + c, scale);
      load(statistics.shift + c, shift);
      for (int i = 0; i < n; ++i) {
        int64_t at = start + (row + i) * part.channels + c;
        load(tensors.input + at, x);
        load(tensors.output_gradient + at, g);
        if (kHasResidual) load(tensors.output + at, y);
        else y = x * scale + shift;
        keep(~(y <= 0), g);
        sum += g;
        product += g * (x - mean);
        if (kHasResidual) store(g, tensors.residual_gradient + at);
      }
      store(sum, sums + c);
      store(product, products + c);
    }
  });
}

template <typename T>
INLINE inline void sum_part(Backward<T> tensors, int64_t start, Shape part, Statistics statistics, float* sums, float* products) {
  std::fill_n(sums, part.channels, 0.0f);
  std::fill_n(products, part.channels, 0.0f);
  if (tensors.output != nullptr) sum_rows<true>(tensors, start, part, statistics, sums, products);
  else sum_rows<false>(tensors, start, part, statistics, sums, products);
}

// The gradient of the input is scale * g + slope * (input - mean) + offset.
struct Line {
  const float* slope;
  const float* offset;
};

template <bool kHasResidual, typename T>
INLINE inline void differentiate_rows(Backward<T> tensors, int64_t start, Shape part, Statistics statistics, Line line) {
  in_tiles(part.rows, [=](int64_t row, auto n) INLINE {
    for (int64_t c = 0; c < part.channels; c += kLanes) {
      Lanes mean, scale, shift, slope, offset, x, g;
      load(statistics.mean + c, mean);
      load(statistics.scale + c, scale);
      load(statistics.shift + c, shift);
      load(line.slope + c, slope);
      load(line.offset + c, offset);
      for (int i = 0; i < n; ++i) {
        int64_t at = start + (row + i) * part.channels + c;
        load(tensors.input + at, x);
        load((kHasResidual ? tensors.residual_gradient : tensors.output_gradient) + at, g);
        if (!kHasResidual) keep(~(x * scale + shift <= 0), g);
        store(g * scale + ((x - mean) * slope + offset), tensors.input_gradient + at);
      }
    }
  });
}

template <typename T>
INLINE inline void differentiate_part(Backward<T> tensors, int64_t start, Shape part, Statistics statistics, Line line) {
  if (tensors.output != nullptr) differentiate_rows<true>(tensors, start, part, statistics, line);
  else differentiate_rows<false>(tensors, start, part, statistics, line);
}

// Functions of their own, not templates: only those have versions.
#define KERNELS(T)                                                                                                              \
  FOR_EACH_PROCESSOR void moments(const T* input, Shape part, float* mean, float* squares) {                                    \
    moments_of(input, part, mean, squares);                                                                                     \
  }                                                                                                                             \
  FOR_EACH_PROCESSOR void activate(Forward<T> tensors, int64_t start, Shape part, Statistics statistics) {        \
    activate_part(tensors, start, part, statistics);                                                                            \
  }                                                                                                                             \
  FOR_EACH_PROCESSOR void sum(Backward<T> tensors, int64_t start, Shape part, Statistics statistics, float* sums, \
                              float* products) {                                                                                \
    sum_part(tensors, start, part, statistics, sums, products);                                                                 \
  }                                                                                                                             \
  FOR_EACH_PROCESSOR void differentiate(Backward<T> tensors, int64_t start, Shape part, Statistics statistics,    \
                                        Line line) {                                                                     \
    differentiate_part(tensors, start, part, statistics, line);                                                                 \
  }
KERNELS(float)
KERNELS(bfloat16)
#undef KERNELS

// ---- All rows -------------------------------------------------------------------------------------------------------------

// Parts of 32768 numbers, which fit into a core's cache and are read there a second time; no fewer than 32 rows, so that the sums of parts
// are little beside their rows.
class Parts {
 public:
  explicit Parts(Shape shape) : shape_(shape), rows_(std::max<int64_t>(32, 32768 / shape.channels)) {}

  int64_t count() const { return (shape_.rows + rows_ - 1) / rows_; }
  Shape operator[](int64_t part) const { return {std::min(rows_, shape_.rows - part * rows_), shape_.channels}; }
  int64_t start(int64_t part) const { return part * rows_ * shape_.channels; }

 private:
  Shape shape_;
  int64_t rows_;
};

// Two numbers of each channel of each part, which are put together in double precision, part after part.
class PartSums {
 public:
  PartSums(int64_t parts, int64_t channels) : channels_(channels), sums_(2 * parts * channels) {}

  float* first(int64_t part) { return &sums_[2 * part * channels_]; }
  float* second(int64_t part) { return &sums_[(2 * part + 1) * channels_]; }

 private:
  int64_t channels_;
  std::vector<float> sums_;
};

// Chan, Golub and LeVeque 1983: the squares of all are those of the parts, and those of the distances between their means.
void complete(const Parts& parts, PartSums& sums, Shape shape, const Layer& layer, const Statistics& statistics) {
  std::vector<double> mean(shape.channels), squares(shape.channels);
  auto count = static_cast<double>(shape.rows);
  for (int64_t p = 0; p < parts.count(); ++p)
    for (int64_t c = 0; c < shape.channels; ++c) mean[c] += sums.first(p)[c] * (static_cast<double>(parts[p].rows) / count);
  for (int64_t p = 0; p < parts.count(); ++p) {
    auto rows = static_cast<double>(parts[p].rows);
    for (int64_t c = 0; c < shape.channels; ++c) {
      double distance = sums.first(p)[c] - mean[c];
      squares[c] += sums.second(p)[c] + rows * distance * distance;
    }
  }
  for (int64_t c = 0; c < shape.channels; ++c) {
    double inverse_deviation = 1 / std::sqrt(squares[c] / count + layer.eps);
    double scale = layer.weight[c] * inverse_deviation;
    statistics.mean[c] = static_cast<float>(mean[c]);
    statistics.inverse_deviation[c] = static_cast<float>(inverse_deviation);
    statistics.scale[c] = static_cast<float>(scale);
    statistics.shift[c] = static_cast<float>(layer.bias[c] - mean[c] * scale);
    auto move = [&](float& running, double present) { running = static_cast<float>(running + layer.momentum * (present - running)); };
    move(layer.running_mean[c], mean[c]);
    move(layer.running_variance[c], squares[c] / (count - 1));
  }
}

template <typename T>
void forward_of(const Forward<T>& tensors, Shape shape, const Layer& layer, const Statistics& statistics) {
  Parts parts(shape);
  PartSums sums(parts.count(), shape.channels);
  parallel_for_each(parts.count(), [&](int64_t p) { moments(tensors.input + parts.start(p), parts[p], sums.first(p), sums.second(p)); });
  complete(parts, sums, shape, layer, statistics);
  parallel_for_each(parts.count(), [&](int64_t p) { activate(tensors, parts.start(p), parts[p], statistics); });
}

template <typename T>
void backward_of(const Backward<T>& tensors, Shape shape, const Statistics& statistics) {
  Parts parts(shape);
  PartSums sums(parts.count(), shape.channels);
  parallel_for_each(parts.count(), [&](int64_t p) { sum(tensors, parts.start(p), parts[p], statistics, sums.first(p), sums.second(p)); });

  std::vector<float> slope(shape.channels), offset(shape.channels);
  std::vector<double> gradient(shape.channels), product(shape.channels);
  auto count = static_cast<double>(shape.rows);
  for (int64_t p = 0; p < parts.count(); ++p) {
    for (int64_t c = 0; c < shape.channels; ++c) {
      gradient[c] += sums.first(p)[c];
      product[c] += sums.second(p)[c];
    }
  }
  for (int64_t c = 0; c < shape.channels; ++c) {
    double inverse_deviation = statistics.inverse_deviation[c];
    double scale = statistics.scale[c];
    tensors.bias_gradient[c] = static_cast<float>(gradient[c]);
    tensors.weight_gradient[c] = static_cast<float>(product[c] * inverse_deviation);
    slope[c] = static_cast<float>(-scale * inverse_deviation * inverse_deviation * product[c] / count);
    offset[c] = static_cast<float>(-scale * gradient[c] / count);
  }
  Line line{slope.data(), offset.data()};
  parallel_for_each(parts.count(), [&](int64_t p) { differentiate(tensors, parts.start(p), parts[p], statistics, line); });
}

}  // namespace

void forward(const Forward<float>& tensors, Shape shape, const Layer& layer, const Statistics& statistics) {
  forward_of(tensors, shape, layer, statistics);
}

void forward(const Forward<bfloat16>& tensors, Shape shape, const Layer& layer, const Statistics& statistics) {
  forward_of(tensors, shape, layer, statistics);
}

void backward(const Backward<float>& tensors, Shape shape, const Statistics& statistics) { backward_of(tensors, shape, statistics); }

void backward(const Backward<bfloat16>& tensors, Shape shape, const Statistics& statistics) { backward_of(tensors, shape, statistics); }

}  // namespace batch_norm_relu
