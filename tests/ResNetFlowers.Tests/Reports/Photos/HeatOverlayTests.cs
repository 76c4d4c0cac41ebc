using ResNetFlowers.Imaging;
using ResNetFlowers.Inference;
using ResNetFlowers.Reports.Photos;

namespace ResNetFlowers.Tests.Reports.Photos;

public class HeatOverlayTests
{
    [Fact]
    public void WhatDoesNotCountIsGreyAndWhatCountsGlows()
    {
        using RgbImage image = RgbImage.Rent(2, 1);
        ((ReadOnlySpan<byte>)[255, 0, 0, 100, 100, 100]).CopyTo(image.Pixels);
        HeatOverlay.Blend(image, new HeatMap(2, 1, [0, 1]));
        Assert.Equal([76, 76, 76], image.Pixels[..3].ToArray());
        Assert.Equal([198, 178, 87], image.Pixels[3..].ToArray());
    }
}
