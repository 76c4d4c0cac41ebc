using System.Text;
using ResNetFlowers.Imaging;
using ResNetFlowers.Inference;

namespace ResNetFlowers.Tests.Inference;

public sealed class LabelledCopiesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public LabelledCopiesTests() => TinyPhotos.Write(Photo, label: 1, number: 0);

    private string Photo => _folder.File("img.png");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ACopyStandsInItsClassesFolderWithWhatWasSeenInItsName()
    {
        string copy = LabelledCopies.Open(_folder.File("copies"), force: false).Add(Photo, As("roses", 0.934f));
        Assert.Equal(_folder.File("copies/roses/roses_0.93_img.jpg"), copy);
        using RgbImage original = ImageCodec.Decode(File.ReadAllBytes(Photo));
        using RgbImage labelled = ImageCodec.Decode(File.ReadAllBytes(copy));
        Assert.True(labelled.Height > original.Height);
        Assert.Equal(original.Row(0)[0], labelled.Row(0)[0], 40.0);
    }

    [Fact]
    public void PhotosOfTheSameNameBothGetACopy()
    {
        LabelledCopies copies = LabelledCopies.Open(_folder.File("copies"), force: false);
        for (int i = 0; i < 3; i++) copies.Add(Photo, As("roses", 0.5f));
        Assert.Equal(["roses/roses_0.50_img-2.jpg", "roses/roses_0.50_img-3.jpg", "roses/roses_0.50_img.jpg"], _folder.List("copies"));
    }

    [Theory]
    [InlineData("../../outside", "copies/.._.._outside")]
    [InlineData("..", "copies/_")]
    [InlineData("/etc", "copies/_etc")]
    public void AClassOfAStrangeNameStaysInTheFolder(string className, string expected)
    {
        string copy = LabelledCopies.Open(_folder.File("copies"), force: false).Add(Photo, As(className, 1));
        Assert.Equal(_folder.File(expected), Path.GetDirectoryName(copy));
    }

    [Theory]
    [InlineData("x", 245)]
    [InlineData("ü", 120)]
    [InlineData("🌼", 60)]
    public void APhotoOfAVeryLongNameGetsAShorterOne(string letter, int times)
    {
        string name = string.Concat(Enumerable.Repeat(letter, times));
        LabelledCopies copies = LabelledCopies.Open(_folder.File("copies"), force: false);
        for (int i = 0; i < 12; i++)
        {
            string copy = Path.GetFileName(copies.Add(Photo, As("roses", 0.934f) with { Path = $"{name}.png" }));
            Assert.StartsWith($"roses_0.93_{letter}{letter}", copy, StringComparison.Ordinal);
            Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(copy)));
        }

        Assert.Equal(12, _folder.List("copies").Count);
    }

    [Fact]
    public void WhatIsThereStaysUnlessForced()
    {
        LabelledCopies.Open(_folder.File("copies"), force: false).Add(Photo, As("roses", 0.5f));
        Assert.StartsWith("--save ", Assert.Throws<InputException>(() => LabelledCopies.Open(_folder.File("copies"), force: false)).Message, StringComparison.Ordinal);
        LabelledCopies.Open(_folder.File("copies"), force: true).Add(Photo, As("roses", 0.5f));
        Assert.Single(_folder.List("copies"));
        Assert.StartsWith("--save ", Assert.Throws<InputException>(() => LabelledCopies.Open(Photo, force: true)).Message, StringComparison.Ordinal);
    }

    private static Prediction As(string className, float probability) => new("elsewhere/img.png", [new ClassProbability(className, Name: null, 0, probability)]);
}
