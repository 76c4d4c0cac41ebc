using System.IO.Pipes;
using System.Text;
using ResNetFlowers.Formats;
using ResNetFlowers.Formats.PyTorch;

namespace ResNetFlowers.Tests.Formats;

/// <summary>One door for every format; the name of a file says nothing.</summary>
public sealed class WeightsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("weights");

    public static TheoryData<string, byte[]> Foreign => new()
    {
        { "is a web page, not weights: the address answered with a page; download the file itself.", "\n<!DOCTYPE html><html>"u8.ToArray() },
        { "is a web page", "\uFEFF<?xml version=\"1.0\"?><Error>"u8.ToArray() },
        { "is a Git LFS pointer, not the file that it stands for: run 'git lfs pull'.", "version https://git-lfs.github.com/spec/v1\noid"u8.ToArray() },
        { "is compressed: unpack it and give the file inside.", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] },
        { "is a tar archive", [.. new byte[257], .. "ustar"u8, 0, .. "00"u8] },
        { "is an ONNX model", [0x08, 0x08, 0x12, 0x07, .. "pytorch"u8] },
        { "is an HDF5 file", [0x89, .. "HDF\r\n"u8, 0x1A, (byte)'\n'] },
        { "is a NumPy array", [0x93, .. "NUMPY"u8, 1, 0] },
        { "is a Python pickle that torch.save did not write", [0x80, 4, 0x95] },
        { "is not in a format that is read: give a file of weights, .pth, .pt or .safetensors.", "tulips"u8.ToArray() },
        { "is a zip file but not a PyTorch checkpoint", [.. "PK\x05\x06"u8, .. new byte[18]] },
        { "is damaged (the file is empty)", [] },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("dtypes.pth", "dtypes")]
    [InlineData("dtypes_legacy.pth", "dtypes")]
    [InlineData("tensors.safetensors", "tensors")]
    public void EveryFormatIsKnownByItsContent(string golden, string description)
    {
        File.Copy(Golden.Path(golden), Path);
        using WeightsFile file = WeightsFile.Open(Path);
        file.Verify();
        Assert.Equal(Dump.Of(Golden.Describe(description)), Dump.Of(file.Root));
        Assert.Equal(golden.EndsWith(".safetensors", StringComparison.Ordinal) ? 2 : 0, file.Metadata.Count);
    }

    [Theory]
    [MemberData(nameof(Foreign))]
    public void WhatHoldsNoWeightsIsCalledByItsName(string reason, byte[] content)
    {
        File.WriteAllBytes(Path, content);
        Assert.StartsWith($"{Path}: {reason}", Error(Path), StringComparison.Ordinal);
    }

    // A header of such a length starts with the bytes of bzip2, or of an ONNX model.
    [Theory]
    [InlineData(0x685A42)]
    [InlineData(0x120108)]
    public void ASafetensorsHeaderMayBeOfAnyLength(int length)
    {
        File.WriteAllBytes(Path, [.. BitConverter.GetBytes((long)length), .. Encoding.ASCII.GetBytes("{}".PadRight(length))]);
        using WeightsFile file = WeightsFile.Open(Path);
        Assert.Empty((DictValue)file.Root);
    }

    [Theory]
    [InlineData(100_000_001)]
    [InlineData(long.MaxValue)]
    public void ASafetensorsHeaderMayNotBeOver100Megabytes(long length)
    {
        File.WriteAllBytes(Path, [.. BitConverter.GetBytes(length), .. "{}"u8]);
        Assert.Contains($"its header is {length} bytes long", Error(Path), StringComparison.Ordinal);
    }

    [Fact]
    public void DamageWithinATensorIsFoundByVerify()
    {
        TorchFile.Write(Path, TensorData.FromFloats([1, 2, 3], [3]));
        byte[] bytes = File.ReadAllBytes(Path);
        bytes[bytes.AsSpan().IndexOf(BitConverter.GetBytes(3f))] ^= 1;
        File.WriteAllBytes(Path, bytes);
        using WeightsFile file = WeightsFile.Open(Path);
        Assert.Contains("the checksum of its entry archive/data/0 is wrong", Assert.Throws<InputException>(file.Verify).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingFileAndAFolderAreNamed()
    {
        Assert.EndsWith("no such file; give a file of weights, .pth, .pt or .safetensors.", Error(_folder.File("none")), StringComparison.Ordinal);
        Assert.Contains("is a folder", Error(_folder.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void APipeIsNamed()
    {
        if (!OperatingSystem.IsLinux()) return;
        // As a shell's <(…) gives it.
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In);
        string path = $"/dev/fd/{pipe.SafePipeHandle.DangerousGetHandle()}";
        Assert.Equal($"{path}: is a pipe, which can be read only once; give a file", Error(path));
    }

    private static string Error(string path)
    {
        string message = Assert.Throws<InputException>(() => WeightsFile.Open(path)).Message;
        Assert.DoesNotContain(message, char.IsControl);
        return message;
    }
}
