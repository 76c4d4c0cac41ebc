using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using ResNetFlowers.Inference;
using ResNetFlowers.Tests.Training.Checkpoints;

namespace ResNetFlowers.Tests.Inference;

/// <summary>Feature files hold what <see cref="FeatureExtractor"/> gives, to the last bit, and are whole or absent.</summary>
[Collection(CheckpointCollection.Name)]
public sealed class FeatureFileTests : IDisposable
{
    private readonly CheckpointFixture _fixture;
    private readonly TemporaryFolder _folder = new();
    private readonly string[] _photos;

    public FeatureFileTests(CheckpointFixture fixture)
    {
        _fixture = fixture;
        _photos = [.. new[] { "a.png", "b, c.png", "d \"e\".png", "f.png" }.Select(_folder.File)];
        for (int i = 0; i < _photos.Length; i++) TinyPhotos.Write(_photos[i], i % 3, i);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null, "(4, 512)")]
    [InlineData(2, "(4, 128, 6, 6)")]
    public void AnNpyFileHasARowAPhotoAndTheirPathsBeside(int? stage, string shape)
    {
        FeatureFileResult result = Write("features.npy", stage);
        Assert.Equal(shape, $"({string.Join(", ", result.Shape)})");
        byte[] file = File.ReadAllBytes(result.Out);
        Assert.Contains($"'shape': {shape}, ", Encoding.ASCII.GetString(file, 0, 128), StringComparison.Ordinal);
        Assert.Equal(Expected(stage).SelectMany(photo => photo.Values.ToArray()), MemoryMarshal.Cast<byte, float>(file.AsSpan(128)).ToArray());
        Assert.Equal(_folder.File("features.paths.txt"), result.Paths);
        Assert.Equal(_photos, File.ReadAllLines(result.Paths!));
        Assert.Equal(0, result.Unreadable);
    }

    [Fact]
    public void ACsvFileHasALineAPhotoWithItsPathAndExactNumbers()
    {
        FeatureFileResult result = Write("features.csv");
        Assert.Null(result.Paths);
        string[] lines = File.ReadAllText(result.Out).Split('\n');
        Assert.Equal(_photos.Length + 1, lines.Length);
        Assert.Equal("", lines[^1]);
        foreach ((string line, PhotoOutput photo) in lines.Zip(Expected()))
        {
            string path = photo.Path.IndexOfAny([',', '"']) < 0 ? photo.Path : $"\"{photo.Path.Replace("\"", "\"\"")}\"";
            Assert.StartsWith(path + ",", line, StringComparison.Ordinal);
            Assert.Equal(photo.Values.ToArray(), line[(path.Length + 1)..].Split(',').Select(number => float.Parse(number, CultureInfo.InvariantCulture)));
        }
    }

    [Theory]
    [InlineData("features.npy")]
    [InlineData("features.csv")]
    public void PhotosThatCannotBeReadHaveNoRow(string name)
    {
        File.WriteAllText(_photos[0], "no photo");
        File.Delete(_photos[2]);
        var told = new List<string>();
        FeatureFileResult result = FeatureFile.Write(_folder.File(name), _photos, Options(), photo => told.Add($"{photo.Path} {photo.Error is null}"));
        Assert.Equal([2, 512], result.Shape);
        Assert.Equal(2, result.Unreadable);
        Assert.Equal(_photos.Select((photo, i) => $"{photo} {i % 2 == 1}"), told);
        if (result.Paths is not null) Assert.Equal([_photos[1], _photos[3]], File.ReadAllLines(result.Paths));
    }

    [Theory]
    [InlineData("features.npy")]
    [InlineData("features.csv")]
    public void NotOneReadablePhotoLeavesTheOldFile(string name)
    {
        File.WriteAllText(_folder.File(name), "old");
        foreach (string photo in _photos) File.WriteAllBytes(photo, []);
        InputException failure = Assert.Throws<InputException>(() => FeatureFile.Write(_folder.File(name), _photos, Options() with { Force = true }));
        Assert.Equal($"{_photos[0]}: cannot be read, nor can any other of the 4 photos; replace them", failure.Message);
        Assert.Equal("old", File.ReadAllText(_folder.File(name)));
        Assert.Equal(_photos.Length + 1, Directory.GetFiles(_folder.Path).Length);
    }

    [Theory]
    [InlineData("features.npy", "features.npy")]
    [InlineData("features.npy", "features.paths.txt")]
    [InlineData("features.csv", "features.csv")]
    public void AFileIsReplacedOnlyWhenAskedFor(string name, string taken)
    {
        File.WriteAllText(_folder.File(taken), "old");
        InputException refused = Assert.Throws<InputException>(() => Write(name));
        Assert.Equal($"{_folder.File(taken)}: is there already; name another file with --out, or replace it with --force", refused.Message);
        Assert.Equal("old", File.ReadAllText(_folder.File(taken)));
        FeatureFile.Write(_folder.File(name), _photos, Options() with { Force = true });
        Assert.NotEqual("old", File.ReadAllText(_folder.File(taken)));
    }

    [Fact]
    public void CancellingLeavesNothing()
    {
        using var cancellation = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => FeatureFile.Write(
            _folder.File("features.npy"), _photos, Options() with { BatchSize = 1 }, _ => cancellation.Cancel(), cancellation.Token));
        Assert.Equal(_photos.Length, Directory.GetFiles(_folder.Path).Length);
    }

    [Theory]
    [InlineData("features.txt", null, "give a name that ends with .npy or .csv")]
    [InlineData("features", null, "give a name that ends with .npy or .csv")]
    [InlineData("features.csv", 1, "--stage 1: a feature map does not fit on a line; give --out a name that ends with .npy")]
    [InlineData("gone/features.npy", null, "cannot be written (its folder does not exist)")]
    public void WhatCannotBeWrittenIsRefused(string name, int? stage, string message) =>
        Assert.Contains(message, Assert.Throws<InputException>(() => Write(name, stage)).Message, StringComparison.Ordinal);

    [Fact]
    public void ANameOfTwoLinesIsRefusedWhereEachHasALine()
    {
        InputException refused = Assert.Throws<InputException>(() => FeatureFile.Write(_folder.File("features.npy"), [.. _photos, "a\nrose.png"], Options()));
        Assert.StartsWith("a?rose.png: has a line break in its name, ", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, FeatureFile.Write(_folder.File("features.csv"), [.. _photos, "a\nrose.png"], Options()).Unreadable);
    }

    private FeatureOptions Options(int? stage = null) => new() { Checkpoint = _fixture.Path, Stage = stage, Device = "cpu", BatchSize = 3 };

    private FeatureFileResult Write(string name, int? stage = null) => FeatureFile.Write(_folder.File(name), _photos, Options(stage));

    private List<PhotoOutput> Expected(int? stage = null) => [.. FeatureExtractor.Run(_photos, Options(stage))];
}
