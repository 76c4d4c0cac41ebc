using ResNetFlowers.Imaging;
using ResNetFlowers.Inference;
using ResNetFlowers.Reports.Photos;

namespace ResNetFlowers.Tests.Reports.Photos;

public class HeatOverlayTests
{
    [Fact]
    public void WhatDoesNotCountStaysAsItIsAndWhatCountsGlows()
    {
        using RgbImage image = RgbImage.Rent(2, 1);
        image.Pixels.Fill(100);
        HeatOverlay.Blend(image, new HeatMap(2, 1, [0, 1]));
        Assert.Equal([100, 100, 100], image.Pixels[..3].ToArray());
        Assert.Equal([209, 212, 146], image.Pixels[3..].ToArray());
    }
}
