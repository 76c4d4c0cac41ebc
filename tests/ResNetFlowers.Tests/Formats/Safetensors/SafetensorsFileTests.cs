using System.Text;
using ResNetFlowers.Formats;
using ResNetFlowers.Formats.Safetensors;

namespace ResNetFlowers.Tests.Formats.Safetensors;

/// <summary>tensors.safetensors was built from the published format by tests/golden/make_formats.py.</summary>
public sealed class SafetensorsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("model.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void HoldsWhatWasPutIn()
    {
        using SafetensorsFile file = SafetensorsFile.Open(Golden.Path("tensors.safetensors"));
        Assert.Equal(Dump.Of(Golden.Describe("tensors")), Dump.Of(file.Tensors));
        Assert.Equal(new Dictionary<string, string>(StringComparer.Ordinal) { ["format"] = "pt", ["text"] = "Löwenzahn" }, file.Metadata);
    }

    [Fact]
    public void WritesTheBytesThatTheFormatPrescribesWhateverTheOrder()
    {
        using SafetensorsFile file = SafetensorsFile.Open(Golden.Path("tensors.safetensors"));
        DictValue reversed = [];
        foreach ((DictKey name, CheckpointValue tensor) in file.Tensors.Reverse()) reversed[name] = tensor;
        SafetensorsFile.Write(Path, reversed, file.Metadata.Reverse().ToDictionary(StringComparer.Ordinal));
        Assert.Equal(File.ReadAllBytes(Golden.Path("tensors.safetensors")), File.ReadAllBytes(Path));
    }

    [Theory]
    [InlineData(false, "{}      ")]
    [InlineData(true, """{"__metadata__":{}}     """)]
    public void NothingMakesAFileToo(bool hasMetadata, string header)
    {
        SafetensorsFile.Write(Path, [], hasMetadata ? new Dictionary<string, string>(StringComparer.Ordinal) : null);
        Assert.Equal([(byte)header.Length, 0, 0, 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(header)], File.ReadAllBytes(Path));
        using SafetensorsFile file = SafetensorsFile.Open(Path);
        Assert.Empty(file.Tensors);
        Assert.Empty(file.Metadata);
    }

    [Fact]
    public void TensorsAreViewsOfTheFileUntilItIsDisposed()
    {
        SafetensorsFile.Write(Path, new DictValue { ["x"] = TensorData.FromFloats([1, 2], [2]) });
        SafetensorsFile file = SafetensorsFile.Open(Path);
        Assert.True(file.Tensors.TryGet("x", out TensorData? tensor));
        Assert.Equal([1, 2], tensor.AsFloats().ToArray());
        file.Dispose();
        Assert.Throws<ObjectDisposedException>(() => tensor.AsFloats()[0]);
    }

    [Fact]
    public void WhatTheFormatCannotHoldIsNotWritten()
    {
        Assert.Throws<ArgumentException>(() => SafetensorsFile.Write(Path, new DictValue { ["x"] = 1L }));
        Assert.Throws<ArgumentException>(() => SafetensorsFile.Write(Path, new DictValue { [1] = TensorData.Scalar(1) }));
        Assert.Throws<ArgumentException>(() => SafetensorsFile.Write(Path, new DictValue { ["__metadata__"] = TensorData.Scalar(1) }));
        Assert.ThrowsAny<ArgumentException>(() => SafetensorsFile.Write(Path, new DictValue { ["\ud800"] = TensorData.Scalar(1) }));
        Assert.False(File.Exists(Path));
    }
}
