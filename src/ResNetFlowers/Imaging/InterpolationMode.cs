namespace ResNetFlowers.Imaging;

/// <summary>How a picture is read between its pixels.</summary>
public enum InterpolationMode
{
    /// <summary>The pixel that the point lies in.</summary>
    Nearest,

    /// <summary>Weighted by distance, two pixels to a side; more where a picture is made smaller.</summary>
    Bilinear,

    /// <summary>A cubic curve through four pixels to a side; more where a picture is made smaller.</summary>
    Bicubic,
}
