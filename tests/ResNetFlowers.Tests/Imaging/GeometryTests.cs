using ResNetFlowers.Imaging;

namespace ResNetFlowers.Tests.Imaging;

public class GeometryTests
{
    /// <summary>Beyond 32,768 pixels Pillow counts in floating-point numbers.</summary>
    [Fact]
    public void A_very_long_picture_turns_as_in_Pillow()
    {
        using RgbImage image = RgbImage.Rent(40_000, 3);
        for (int y = 0; y < image.Height; y++)
        {
            Span<byte> row = image.Row(y);
            for (int x = 0; x < image.Width; x++)
                (row[x * 3], row[x * 3 + 1], row[x * 3 + 2]) = ((byte)(x % 251), (byte)(x / 251), (byte)(x * (y + 1)));
        }

        using RgbImage turned = Geometry.Rotate(image, 0.003);
        Assert.Equal(AugmentationGolden.Section("long").GetString(), Golden.Sha256(turned.Pixels));
    }

    [Fact]
    public void Interpolations_without_a_warp_are_refused()
    {
        using RgbImage image = Golden.Noise(4, 4, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => Geometry.Rotate(image, 10, InterpolationMode.Bicubic));
        Assert.Throws<ArgumentOutOfRangeException>(() => Geometry.Affine(image, new AffineWarp(Scale: 0)));
    }
}
