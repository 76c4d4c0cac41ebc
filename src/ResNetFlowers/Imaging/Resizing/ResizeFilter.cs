namespace ResNetFlowers.Imaging.Resizing;

/// <summary>How much a sample counts, by its distance, in the filters of Pillow's <c>Image.resize</c>.</summary>
internal sealed class ResizeFilter
{
    private readonly Func<double, double> _weight;

    private ResizeFilter(double support, Func<double, double> weight)
    {
        Support = support;
        _weight = weight;
    }

    /// <summary>Two straight lines.</summary>
    public static ResizeFilter Bilinear { get; } = new(1.0, distance => distance < 1.0 ? 1.0 - distance : 0.0);

    /// <summary>Keys' cubic convolution with a slope of −0.5 at distance 1 ("Cubic convolution interpolation", 1981).</summary>
    public static ResizeFilter Bicubic { get; } = new(2.0, distance => distance switch
    {
        < 1.0 => (1.5 * distance - 2.5) * distance * distance + 1.0,
        < 2.0 => (((distance - 5.0) * distance + 8.0) * distance - 4.0) * -0.5,
        _ => 0.0,
    });

    /// <summary>The filter of an interpolation: bilinear or bicubic.</summary>
    public static ResizeFilter Of(InterpolationMode interpolation) =>
        interpolation == InterpolationMode.Bicubic ? Bicubic : Bilinear;

    /// <summary>The distance from which on a sample does not count.</summary>
    public double Support { get; }

    /// <summary>The weight at a distance, at least 0, in samples of the coarser picture.</summary>
    public double Weight(double distance) => _weight(distance);
}
