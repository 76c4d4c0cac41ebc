using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch;

/// <summary>
/// An extension of ours: batch norm in training, the addition of a residual and ReLU as one operator. One after the other, and with their
/// ways back, they pass over the memory of their input fourteen times; together eight times.
/// </summary>
public static class BatchNormReLU
{
    /// <summary>
    /// <c>max(0, norm(input) + residual)</c>, whose statistics are the batch's; the running ones move. It is computed in one go on the CPU,
    /// for float32 and bfloat16 in channels-last tensors whose channels are a multiple of 16, otherwise by libtorch's operators.
    /// </summary>
    /// <param name="norm">In training mode, with scale, shift, running statistics and a momentum. Its hooks are not called.</param>
    /// <param name="input"><c>[N, C, H, W]</c>; not changed, and kept for the way back.</param>
    /// <param name="residual">Of the same shape, and null for none.</param>
    /// <returns><c>[N, C, H, W]</c>, of the input's type and order.</returns>
    public static Tensor Forward(BatchNorm2d norm, Tensor input, Tensor? residual = null)
    {
        norm.num_batches_tracked?.add_(1);
        return Ops.BatchNormReLU.Tensor(
            input, residual, norm.weight, norm.bias, norm.running_mean, norm.running_var, norm.momentum!.Value, norm.eps);
    }

    /// <summary>Whether <see cref="Forward"/> is made for the layer as it is now.</summary>
    public static bool Fits(BatchNorm2d norm) =>
        norm is { training: true, weight: not null, bias: not null, running_mean: not null, running_var: not null, momentum: not null };
}
