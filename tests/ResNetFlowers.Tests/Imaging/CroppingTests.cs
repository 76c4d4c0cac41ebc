using System.Text.Json;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Tests.Imaging;

public class CroppingTests
{
    [Fact]
    public void Central_crops_and_their_padding_are_torchvisions()
    {
        using RgbImage photo = Golden.Decode("photo.jpg");
        foreach (JsonElement entry in Golden.Section("centered"))
        {
            PixelBox box = Cropping.Center(
                photo.Width, photo.Height, entry.GetProperty("width").GetInt32(), entry.GetProperty("height").GetInt32());
            using RgbImage cropped = Cropping.Crop(photo, box);
            Assert.Equal(Golden.Describe(entry), Golden.Describe(cropped));
        }
    }

    [Fact]
    public void A_crop_beside_the_picture_is_black()
    {
        using RgbImage white = RgbImage.Rent(3, 3);
        white.Pixels.Fill(255);
        using RgbImage beside = Cropping.Crop(white, new PixelBox(5, -4, 2, 2));
        Assert.False(beside.Pixels.ContainsAnyExcept((byte)0));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 3)]
    [InlineData(5, 2)]
    [InlineData(6, 2)]
    [InlineData(7, 2)]
    [InlineData(10, 3)]
    [InlineData(11, 3)]
    [InlineData(40, 2)]
    [InlineData(41, 2)]
    public void Mirroring_reverses_every_row(int width, int height)
    {
        using RgbImage image = Golden.Noise(width, height, seed: 3);
        using RgbImage mirrored = Cropping.Crop(image, PixelBox.Whole(image));

        Cropping.FlipHorizontally(mirrored);

        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                Assert.Equal(image.Row(y).Slice(x * 3, 3).ToArray(), mirrored.Row(y).Slice((width - 1 - x) * 3, 3).ToArray());
        }
    }
}
