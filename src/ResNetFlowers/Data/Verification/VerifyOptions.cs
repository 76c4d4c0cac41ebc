using ResNetFlowers.Data.Lists;
using ResNetFlowers.Data.Naming;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Data.Verification;

/// <summary>What to examine, and how strictly.</summary>
public sealed record VerifyOptions
{
    /// <summary>A folder of photos, one sub-folder per class, a split of one: <c>train</c> beside <c>val</c> or <c>test</c>; or a list of photos.</summary>
    public required string Data { get; init; }

    /// <summary>A photo with a side below this many pixels is tiny; at least 1.</summary>
    public int MinSide { get; init; } = 16;

    /// <summary>A photo of more than this many million pixels is giant; at least 1.</summary>
    public int MaxMegapixels { get; init; } = 50;

    /// <summary>How many pixels a photo may have; one of more cannot be read.</summary>
    public long MaxPixels { get; init; } = PixelLimit.Default;

    /// <summary>Moves what harms training, and superfluous copies, into the folder <c>DATA-set-aside</c>.</summary>
    public bool Fix { get; init; }

    /// <summary>A JSON file of readable names for the summary, see <see cref="ReadableNames"/>; null shows the folders' names.</summary>
    public string? Names { get; init; }

    /// <summary>Checks what can be checked without looking at the disk.</summary>
    /// <exception cref="InputException">An option is out of its range; the message names it.</exception>
    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(Data)) throw new InputException("DATA: is empty; name the folder of photos, or of a split");
        if (Fix && ListFile.IsList(Data)) throw new InputException($"--fix: moves photos of a folder; leave it out, and take the photos that are named off {Data}");
        if (MinSide < 1) throw new InputException($"--min-side {MinSide}: is no side of a picture; give a number of pixels from 1");
        if (MaxMegapixels < 1) throw new InputException($"--max-megapixels {MaxMegapixels}: leaves no picture; give a number from 1");
        PixelLimit.Require(MaxPixels);
    }
}
