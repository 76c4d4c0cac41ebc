namespace ResNetFlowers.Imaging;

/// <summary>A photo whose size is known and whose pixels are decoded when, and as far as, they are asked for.</summary>
public interface IPhoto
{
    /// <summary>Columns, upright, at least 1.</summary>
    int Width { get; }

    /// <summary>Rows, upright, at least 1.</summary>
    int Height { get; }

    /// <summary>Decodes all of it.</summary>
    /// <returns>A picture that the caller disposes.</returns>
    /// <exception cref="InvalidImageException">The photo is damaged or truncated.</exception>
    RgbImage Decode();

    /// <summary>Decodes a part: the pixels are those that cropping the whole photo would give.</summary>
    /// <param name="part">The part.</param>
    /// <returns>A picture of the part's size that the caller disposes.</returns>
    /// <exception cref="InvalidImageException">The photo is damaged or truncated.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The part is not inside the photo.</exception>
    RgbImage Decode(PixelBox part);
}
