using ResNetFlowers.Export.Onnx;
using ResNetFlowers.Formats.Onnx;
using ResNetFlowers.Formats.Onnx.Runtime;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using static ResNetFlowers.Formats.Onnx.TensorProto.Types;

namespace ResNetFlowers.Tests.Export.Onnx;

/// <summary>Noise is the hardest picture: no two neighbours are alike, and half of all sums are near a rounding edge.</summary>
public sealed class PreprocessingGraphTests : IDisposable
{
    private const int Size = 64;

    private static readonly Normalization Colours = new([0.5f, 0.4f, 0.3f], [0.2f, 0.25f, 0.3f]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [OnnxRuntimeTheory]
    [InlineData(500, 375)]
    [InlineData(375, 500)]
    [InlineData(333, 500)]
    [InlineData(240, 159)]
    [InlineData(1024, 683)]
    [InlineData(64, 64)]
    [InlineData(73, 73)]
    [InlineData(40, 31)]
    [InlineData(1, 1)]
    [InlineData(2000, 50)]
    public void SamplesAreThoseOfOurOwnPreprocessingButForAFewThatRoundTheOtherWay(int width, int height)
    {
        using RgbImage picture = Noise(width, height);
        foreach (Compose steps in new[] { new Compose(new Resize(73), new CenterCrop(Size)), new Compose(new ResizeSquare(Size)) })
        {
            float[] expected = Ours(picture, steps);
            float[] actual = Theirs(picture, steps.Steps, Colours);
            Assert.Equal(expected.Length, actual.Length);
            float[] levels = [.. expected.Zip(actual).Select((pair, i) => Math.Abs(pair.First - pair.Second) * 255 * Colours.Std[i / (Size * Size)])];
            Assert.InRange(levels.Max(), 0, 1.001);
            Assert.InRange(levels.Count(level => level > 0), 0, expected.Length / 50);
        }
    }

    [Fact]
    public void WhatHasNoNodesIsRefused()
    {
        var graph = new PreprocessingGraph(new GraphBuilder("preprocessing"));
        Assert.Throws<NotSupportedException>(() => graph.Add([new RandomHorizontalFlip()], Colours, "pictures"));
    }

    [OnnxRuntimeFact]
    public void LuminanceIsOursToTheBit()
    {
        // Of the size that comes out: nothing is left to resizing.
        using RgbImage picture = Noise(Size, Size);
        float[] expected = new float[Size * Size];
        Normalization.Luminance.Apply(picture, expected);
        Assert.Equal(expected, Theirs(picture, [new CenterCrop(Size)], Normalization.Luminance));
    }

    private static float[] Ours(RgbImage picture, Compose steps)
    {
        using RgbImage square = steps.Apply(Cropping.Crop(picture, PixelBox.Whole(picture)), new RandomSource());
        float[] planes = new float[3 * Size * Size];
        Colours.Apply(square, planes);
        return planes;
    }

    private float[] Theirs(RgbImage picture, IEnumerable<IImageTransform> steps, Normalization normalization)
    {
        var graph = new GraphBuilder("preprocessing");
        string pictures = graph.Input("pictures", DataType.Uint8, "N", "H", "W", 3);
        string normalized = new PreprocessingGraph(graph).Add(steps, normalization, pictures);
        graph.Output(normalized, DataType.Float, "N", normalization.Channels, Size, Size);
        string path = _folder.File("preprocessing.onnx");
        OnnxFile.Write(path, graph.Graph, opset: 18, []);
        using var session = new OrtSession(OnnxRuntime.Find()!, path);
        return session.Run<byte>(pictures, picture.Pixels, DataType.Uint8, [1, picture.Height, picture.Width, 3], normalized);
    }

    private static RgbImage Noise(int width, int height)
    {
        var random = new RandomSource(width, height);
        RgbImage picture = RgbImage.Rent(width, height);
        foreach (ref byte sample in picture.Pixels) sample = (byte)random.Below(256);
        return picture;
    }
}
