using ResNetFlowers.Imaging;

namespace ResNetFlowers.Data.OnDevice;

/// <summary>A photo that has been read for a batch, before the batch is sent.</summary>
/// <param name="Plan">What was drawn for it.</param>
/// <param name="Stored">The part of it that there is.</param>
internal sealed record DecodedPhoto(PhotoPlan Plan, PixelBox Stored) : IDisposable
{
    /// <summary>The pixels, at least those of <see cref="Stored"/>; null where the device has them.</summary>
    public RgbImage? Image { get; init; }

    /// <summary>Where <see cref="Stored"/> begins in <see cref="Image"/>.</summary>
    public (int Left, int Top) Corner { get; init; }

    /// <summary>The slot that it has, or is to be kept in; -1 for none.</summary>
    public int Slot { get; init; } = -1;

    /// <summary>Bytes to send: none of what the device has.</summary>
    public int Length => Image is null ? 0 : Stored.Width * Stored.Height * 3;

    /// <summary>Copies the pixels that are to be sent, row by row.</summary>
    /// <param name="destination">Receives <c>[Stored.Height, Stored.Width, 3]</c>.</param>
    public void CopyTo(Span<byte> destination)
    {
        RgbImage image = Image ?? throw new InvalidOperationException("the device has this photo");
        int stride = Stored.Width * 3;
        for (int y = 0; y < Stored.Height; y++)
            image.Row(Corner.Top + y).Slice(Corner.Left * 3, stride).CopyTo(destination[(y * stride)..]);
    }

    /// <summary>Gives the picture back.</summary>
    public void Dispose() => Image?.Dispose();
}
