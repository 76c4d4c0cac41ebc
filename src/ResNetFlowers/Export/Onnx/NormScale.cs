using ResNetFlowers.Training.Checkpoints;
using TorchSharp.Modules;

namespace ResNetFlowers.Export.Onnx;

/// <summary>
/// A batch norm in evaluation mode: each channel times a factor, plus an offset. Behind a convolution it becomes part of its weights:
/// the file and the network that runs have a layer less, and the results stay within rounding, for factor and product are
/// computed in double precision and rounded once.
/// </summary>
internal sealed class NormScale
{
    private readonly double[] _factors;
    private readonly double[] _offsets;

    private NormScale(double[] factors, double[] offsets)
    {
        _factors = factors;
        _offsets = offsets;
    }

    /// <summary>
    /// factor = γ / √(σ² + ε), offset = β − μ · factor (https://pytorch.org/docs/stable/generated/torch.nn.BatchNorm2d.html).
    /// </summary>
    public static NormScale Of(BatchNorm2d norm)
    {
        using var lent = new TensorExport();
        ReadOnlySpan<float> mean = lent.Add(norm.running_mean!).AsFloats();
        ReadOnlySpan<float> variance = lent.Add(norm.running_var!).AsFloats();
        ReadOnlySpan<float> weight = lent.Add(norm.weight!).AsFloats();
        ReadOnlySpan<float> bias = lent.Add(norm.bias!).AsFloats();
        double[] factors = new double[mean.Length];
        double[] offsets = new double[mean.Length];
        for (int channel = 0; channel < mean.Length; channel++)
        {
            factors[channel] = weight[channel] / Math.Sqrt(variance[channel] + norm.eps);
            offsets[channel] = bias[channel] - mean[channel] * factors[channel];
        }

        return new NormScale(factors, offsets);
    }

    /// <summary>The weights of a convolution that does both.</summary>
    /// <param name="weight"><c>[out, in, H, W]</c>, row-major.</param>
    /// <param name="bias"><c>[out]</c>; empty for none.</param>
    public (float[] Weight, float[] Bias) Fold(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias)
    {
        float[] foldedWeight = new float[weight.Length];
        float[] foldedBias = new float[_factors.Length];
        int length = weight.Length / _factors.Length;
        for (int channel = 0; channel < _factors.Length; channel++)
        {
            double factor = _factors[channel];
            for (int i = channel * length; i < (channel + 1) * length; i++) foldedWeight[i] = (float)(weight[i] * factor);
            foldedBias[channel] = (float)(_offsets[channel] + (bias.IsEmpty ? 0 : bias[channel] * factor));
        }

        return (foldedWeight, foldedBias);
    }
}
