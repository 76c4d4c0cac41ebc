using ResNetFlowers.Imaging;

namespace ResNetFlowers.Inference.Comparison;

/// <summary>What to compare, and on what.</summary>
public sealed record CompareOptions
{
    /// <summary>A checkpoint file or a run's folder.</summary>
    public required string First { get; init; }

    /// <summary>A checkpoint file or a run's folder.</summary>
    public required string Second { get; init; }

    /// <summary>Photos to compare on, as <see cref="EvalOptions.Data"/>; null takes the validation photos of both, which must be the same.</summary>
    public string? Data { get; init; }

    /// <summary><c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>How many pixels a photo may have; one of more cannot be read.</summary>
    public long MaxPixels { get; init; } = PixelLimit.Default;
}
