using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using ResNetFlowers.Data.SyntheticFlowers.Drawing;

namespace ResNetFlowers.Tests.Data.SyntheticFlowers.Drawing;

public class CanvasTests
{
    private static readonly Outline Square = new Outline().Start(0, 0).Start(1, 0).Start(1, 1).Start(0, 1);

    [Fact]
    public void APixelIsCoveredByExactlyTheShapesShareOfIt()
    {
        var canvas = new Canvas(4);
        canvas.Fill(Square, Matrix3x2.CreateScale(1.5f, 1.25f) * Matrix3x2.CreateTranslation(1.25f, 0.5f), Layer.Flower, Colour.White);
        Assert.Equal(
            [
                0, 0.375f, 0.375f, 0,
                0, 0.5625f, 0.5625f, 0,
                0, 0, 0, 0,
                0, 0, 0, 0,
            ],
            canvas.Mask);
        Assert.Equal(canvas.Mask, canvas.Pixels.Select(pixel => pixel.Y));
    }

    [Fact]
    public void SlantedEdgesShareTheirPixels()
    {
        var canvas = new Canvas(2);
        Outline triangle = new Outline().Start(0, 0).Start(2, 0).Start(0, 2);
        canvas.Fill(triangle, Matrix3x2.Identity, Layer.Flower, Colour.White);
        Assert.Equal([1, 0.5f, 0.5f, 0], canvas.Mask);
    }

    [Fact]
    public void AShapeReachingOutOfThePictureIsCutOff()
    {
        var canvas = new Canvas(8);
        canvas.Fill(Outline.Circle, Matrix3x2.CreateScale(100) * Matrix3x2.CreateTranslation(-10, 30), Layer.Flower, Colour.White);
        Assert.All(canvas.Mask, share => Assert.Equal(1, share, 1e-4f));

        var empty = new Canvas(8);
        foreach ((float x, float y) in new[] { (-5f, 4f), (13f, 4f), (4f, -5f), (4f, 13f) })
        {
            empty.Fill(Outline.Circle, Matrix3x2.CreateScale(3) * Matrix3x2.CreateTranslation(x, y), Layer.Flower, Colour.White);
        }

        Assert.All(empty.Mask, share => Assert.Equal(0, share, 1e-5f));
    }

    [Fact]
    public void NothingOfAShapeIsLeftForTheNext()
    {
        var canvas = new Canvas(16);
        canvas.Fill(Outline.Circle, Matrix3x2.CreateScale(5.3f) * Matrix3x2.CreateTranslation(8, 16), Layer.Shade, Colour.White);
        canvas.Fill(Square, Matrix3x2.CreateScale(16), Layer.Flower, Colour.Black);
        Assert.All(canvas.Mask, share => Assert.Equal(1, share));
    }

    [Fact]
    public void TheAreaOfAnEllipseIsKeptWhereverItIsPut()
    {
        // The 32 corners of the circle make a polygon of area 16 sin(2π/32).
        double area = 16 * Math.Sin(Math.Tau / 32);
        Prop.ForAll(
            Gen.Choose(0, 1000).Zip(Gen.Choose(0, 1000)).Zip(Gen.Choose(5, 120)).Zip(Gen.Choose(0, 628)).ToArbitrary(),
            drawn =>
            {
                (((int x, int y), int width), int turn) = drawn;
                var canvas = new Canvas(48);
                Matrix3x2 place = Matrix3x2.CreateScale(width / 10f, 6)
                    * Matrix3x2.CreateRotation(turn / 100f)
                    * Matrix3x2.CreateTranslation(14 + x / 50f, 14 + y / 50f);
                canvas.Fill(Outline.Circle, place, Layer.Flower, Colour.White);
                return Math.Abs(canvas.Mask.Sum() - area * width / 10 * 6) < 0.3;
            }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void SceneryHidesFlowersAndShadeDoesNot()
    {
        var canvas = new Canvas(2);
        Matrix3x2 all = Matrix3x2.CreateScale(2);
        canvas.Fill(Square, all, Layer.Flower, Colour.White);
        canvas.Fill(Square, all, Layer.Shade, Colour.Black, 0.5f);
        Assert.All(canvas.Mask, share => Assert.Equal(1, share));
        Assert.All(canvas.Pixels, pixel => Assert.Equal(new Vector3(0.5f), pixel));
        canvas.Fill(Square, all, Layer.Scenery, Colour.Black, 0.75f);
        Assert.All(canvas.Mask, share => Assert.Equal(0.25f, share));
    }

    [Fact]
    public void ABlurKeepsAnEvenColourAndSpreadsAPoint()
    {
        var canvas = new Canvas(9);
        canvas.Map((_, _) => new Vector3(0.25f, 0.5f, 0.75f));
        Blur.Apply(canvas, 2);
        Assert.All(canvas.Pixels, pixel => Assert.True(Vector3.Distance(pixel, new Vector3(0.25f, 0.5f, 0.75f)) < 1e-5f));

        canvas.Map((place, _) => place == new Vector2(0.5f) ? Colour.White : Colour.Black);
        Blur.Apply(canvas, 1);
        Assert.Equal(1, canvas.Pixels.Sum(pixel => pixel.X), 1e-4f);
        Assert.Equal(canvas.Pixels[4 * 9 + 2].X, canvas.Pixels[2 * 9 + 4].X, 1e-5f);
        Assert.True(canvas.Pixels[4 * 9 + 4].X is > 0.05f and < 0.1f);
    }
}
