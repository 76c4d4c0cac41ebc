using System.Runtime.InteropServices;
using ResNetFlowers.Formats.Onnx.Runtime;

namespace ResNetFlowers.Tests.Formats.Onnx.Runtime;

public sealed class OnnxRuntimeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WhatIsNamedAndIsNoneIsRefused()
    {
        File.WriteAllText(_folder.File("text.so"), "text");
        foreach (string named in new[] { _folder.File("gone.so"), _folder.File("text.so"), _folder.Path })
        {
            var exception = Assert.Throws<InputException>(() => OnnxRuntime.Load(named));
            Assert.StartsWith($"ONNXRUNTIME {named}: is no ONNX Runtime 1.13 or later; name the file ", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AnotherLibraryIsRefused()
    {
        string other = Directory.GetFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*clrjit.*").Single();
        Assert.StartsWith($"ONNXRUNTIME {other}: is no ", Assert.Throws<InputException>(() => OnnxRuntime.Load(other)).Message, StringComparison.Ordinal);
    }
}
