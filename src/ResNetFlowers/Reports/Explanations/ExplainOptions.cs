using ResNetFlowers.Data.Naming;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Reports.Explanations;

/// <summary>What to explain, and how.</summary>
public sealed record ExplainOptions
{
    /// <summary>The photo.</summary>
    public required string Photo { get; init; }

    /// <summary>A checkpoint file or a run's folder; null takes the newest run.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>What the run learned from, where that stands elsewhere by now; null takes where it stood.</summary>
    public string? Data { get; init; }

    /// <summary>How many training photos to name, at least 0.</summary>
    public int Neighbours { get; init; } = 3;

    /// <summary>The class to look for in the photo, by its folder's name or its readable one; null takes the most probable.</summary>
    public string? Class { get; init; }

    /// <summary>A JSON file of readable names, see <see cref="ReadableNames"/>; null takes the checkpoint's.</summary>
    public string? Names { get; init; }

    /// <summary>The PNG file to write; null writes <c>NAME.explained.png</c>, by the photo's name, into the current folder.</summary>
    public string? Out { get; init; }

    /// <summary>Whether a file of that name may be replaced.</summary>
    public bool Force { get; init; }

    /// <summary><c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>How many pixels the photo may have.</summary>
    public long MaxPixels { get; init; } = PixelLimit.Default;
}
