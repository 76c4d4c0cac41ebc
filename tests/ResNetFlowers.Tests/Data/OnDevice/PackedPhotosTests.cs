using ResNetFlowers.Capabilities;
using ResNetFlowers.Data.OnDevice;
using ResNetFlowers.Imaging;
using ResNetFlowers.Tests.Imaging;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Data.OnDevice;

/// <summary>Photos one behind the other.</summary>
public class PackedPhotosTests
{
    private static readonly PhotoPlan Nothing = new(default, false, false, [], null);

    [Theory]
    [InlineData(1000, 1)]
    [InlineData(300, 2)]
    [InlineData(1, 3)]
    public void EachIsWhereItIsSaidToBeAndNoPieceIsTooLarge(long mostBytes, int pieces)
    {
        using DisposeScope scope = NewDisposeScope();
        DecodedPhoto[] photos = [Part(4, 9), new(Nothing, new PixelBox(0, 0, 70, 70)) { Slot = 3 }, Part(5, 6), Part(2, 50)];
        var packed = new PackedPhotos(photos, TorchCapabilities.Transfer(CPU), mostBytes);
        Assert.Equal(pieces, packed.Pieces.Count);
        for (int i = 0; i < photos.Length; i++)
        {
            if (photos[i].Image is not { } image) continue;
            using RgbImage expected = Cropping.Crop(image, new PixelBox(3, 1, photos[i].Stored.Width, photos[i].Stored.Height));
            Assert.Equal(expected.Pixels, packed.Pieces[packed[i].Piece].bytes.Slice((int)packed[i].Start, photos[i].Length));
            image.Dispose();
        }
    }

    [Fact]
    public void WhatTheDeviceHasTakesNoMemory() =>
        Assert.Empty(new PackedPhotos([new DecodedPhoto(Nothing, new PixelBox(0, 0, 70, 70))], TorchCapabilities.Transfer(CPU)).Pieces);

    private static DecodedPhoto Part(int width, int height) =>
        new(Nothing, new PixelBox(100, 200, width, height)) { Image = Golden.Noise(width + 5, height + 2, width), Corner = (3, 1) };
}
