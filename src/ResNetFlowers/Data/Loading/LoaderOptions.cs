using ResNetFlowers.Data.Caching;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Data.Loading;

/// <summary>How photos become batches.</summary>
public sealed record LoaderOptions
{
    /// <summary>Photos of a batch, at least 1; the last batch may have fewer.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>Threads that decode; 0 decodes on the thread that asks for batches, null takes one a core.</summary>
    public int? Workers { get; init; }

    /// <summary>Batches that may be ready before they are asked for, at least 1; null chooses, see <see cref="LoaderPace"/>.</summary>
    public int? Prefetch { get; init; }

    /// <summary>Which samples an epoch takes, and in which order.</summary>
    public SampleOrder Order { get; init; } = SampleOrder.Sequential;

    /// <summary>Decides order and augmentation, together with the epoch.</summary>
    public long Seed { get; init; }

    /// <summary>Where decoded photos are kept; it stays the caller's. Null decodes each photo each time.</summary>
    public PhotoCache? Cache { get; init; }

    /// <summary>How many pixels a photo may have; one of more cannot be read.</summary>
    public long MaxPixels { get; init; } = PixelLimit.Default;

    /// <summary>Told of each photo that cannot be read, once, with the reason; may be called from any thread.</summary>
    public Action<string, string>? OnSkipped { get; init; }
}
