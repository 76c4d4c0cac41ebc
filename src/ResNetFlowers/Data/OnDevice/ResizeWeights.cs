using static TorchSharp.torch;
using InterpolationMode = ResNetFlowers.Imaging.InterpolationMode;

namespace ResNetFlowers.Data.OnDevice;

/// <summary>
/// How much each sample counts in each position along one axis, for many photos at once: Pillow's antialiased filters (as
/// <see cref="Imaging.Resizing.ResizeCoefficients"/> has them), in single precision.
/// </summary>
internal static class ResizeWeights
{
    // Positions beyond a photo have no samples: they stay black.
    private const double Nothing = 1e-6;

    /// <summary>Computes the weights.</summary>
    /// <param name="start">Where position 0 is among the samples, <c>[N, 1]</c>, float64.</param>
    /// <param name="step">From there to the next position, <c>[N, 1]</c>, float64; negative where the picture is mirrored.</param>
    /// <param name="counts">Samples of each photo, <c>[N, 1]</c>, float64.</param>
    /// <param name="samples">Samples of the longest, K.</param>
    /// <param name="positions">Positions, P.</param>
    /// <param name="interpolation">Bilinear or bicubic.</param>
    /// <returns><c>[N, P, K]</c>, float32; each row sums to 1, or to 0 beyond the photo.</returns>
    public static Tensor Of(Tensor start, Tensor step, Tensor counts, long samples, long positions, InterpolationMode interpolation)
    {
        Tensor position = arange(positions, float64, start.device).view(1, -1);
        Tensor center = (start + step * position).to(float32).unsqueeze(2);
        Tensor middles = arange(0.5, samples + 0.5, 1.0, float32, start.device).view(1, 1, -1);
        // Shrinking averages all it covers.
        Tensor narrowness = step.abs().clamp(min: 1.0).reciprocal().to(float32).unsqueeze(2);
        Tensor weights = Filter(middles.sub(center).abs().mul_(narrowness), interpolation);
        weights.mul_(middles.lt(counts.to(float32).unsqueeze(2)).to(float32));
        return weights.div_(weights.sum([2], keepdim: true).clamp_(min: Nothing));
    }

    private static Tensor Filter(Tensor distance, InterpolationMode interpolation)
    {
        if (interpolation == InterpolationMode.Bilinear) return distance.mul_(-1).add_(1).clamp_(min: 0);
        Tensor near = distance.mul(1.5).add_(-2.5).mul_(distance).mul_(distance).add_(1);
        Tensor far = distance.sub(5).mul_(distance).add_(8).mul_(distance).add_(-4).mul_(-0.5);
        return where(distance.lt(1), near, far.mul_(distance.lt(2).to(float32)));
    }
}
