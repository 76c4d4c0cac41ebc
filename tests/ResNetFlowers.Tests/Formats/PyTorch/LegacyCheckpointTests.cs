using System.Text;
using ResNetFlowers.Formats;
using ResNetFlowers.Formats.PyTorch;

namespace ResNetFlowers.Tests.Formats.PyTorch;

/// <summary>The older format, damaged: a file of one float tensor [1, 2, 3], written here byte by byte.</summary>
public sealed class LegacyCheckpointTests : IDisposable
{
    private const string Magic = "\u0080\u0002\u008A\u000A\u006C\u00FC\u009C\u0046\u00F9\u0020\u006A\u00A8\u0050\u0019.";
    private const string Version = "\u0080\u0002M\u00E9\u0003.";
    private const string Machine = "\u0080\u0002}X\u000D\0\0\0little_endian\u0088s.";
    private const string Keys = "\u0080\u0002]X\u0001\0\0\0ka.";
    private const string Storage = "\u0003\0\0\0\0\0\0\0\0\0\u0080\u003F\0\0\0\u0040\0\0\u0040\u0040";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void IsRead()
    {
        using TorchFile file = Read(Magic, Version, Machine, Tensor(), Keys, Storage);
        Assert.Equal([1, 2, 3], ((TensorData)file.Root).AsFloats().ToArray());
    }

    [Theory]
    [InlineData(1, 2, new float[] { 2, 3 })]
    [InlineData(3, 0, new float[] { })]
    public void APartOfAStorageIsRead(int offset, int count, float[] expected)
    {
        using TorchFile file = Read(Magic, Version, Machine, Tensor(view: (offset, count), length: count), Keys, Storage);
        Assert.Equal(expected, ((TensorData)file.Root).AsFloats().ToArray());
    }

    [Fact]
    public void EveryCutIsFound()
    {
        string whole = Magic + Version + Machine + Tensor() + Keys + Storage;
        for (int length = Magic.Length; length < whole.Length; length++) Assert.Contains("is damaged", Error(whole[..length]), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatDoesNotFitIsNamed()
    {
        Expect("in another version of PyTorch's older format than 1001", Magic, "\u0080\u0002K\u0001.", Machine, Tensor(), Keys, Storage);
        Expect("big-endian", Magic, Version, Machine.Replace('\u0088', '\u0089'), Tensor(), Keys, Storage);
        Expect("does not say what machine wrote it", Magic, Version, "\u0080\u0002N.", Tensor(), Keys, Storage);
        Expect("a tensor stands where none belongs", Magic, Version, Tensor(), Tensor(), Keys, Storage);
        Expect("its storage k is missing", Magic, Version, Machine, Tensor(), "\u0080\u0002].", Storage);
        Expect("one twice, or one that no tensor uses", Magic, Version, Machine, Tensor(), Keys.Replace("a.", "aX\u0001\0\0\0ka.", StringComparison.Ordinal), Storage);
        Expect("one twice, or one that no tensor uses", Magic, Version, Machine, "\u0080\u0002N.", Keys, Storage);
        Expect("its storage k has 2 elements, and 3 by its description", Magic, Version, Machine, Tensor(), Keys, "\u0002" + Storage[1..]);
        Expect("its storage k has -1 elements", Magic, Version, Machine, Tensor(), Keys, "\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF");
        Expect("its storage k is larger than 2 GiB", Magic, Version, Machine, Tensor(count: 1 << 30), Keys, "\0\0\0\u0040\0\0\0\0");
        Expect("a part of its storage k reaches beyond its end", Magic, Version, Machine, Tensor(view: (2, 2)), Keys, Storage);
        Expect("a tensor reaches beyond the end of its storage k", Magic, Version, Machine, Tensor(length: 4), Keys, Storage);
        Expect("a tensor reaches beyond the end of its storage k", Magic, Version, Machine, Tensor(view: (1, 2), length: 3), Keys, Storage);
        Expect("a part of a storage that makes no sense", Magic, Version, Machine, Tensor(view: (-1, 2)), Keys, Storage);
        string two = $"{Tensor()[..^1]}{Tensor(count: 2)[2..^1]}\u0086.";
        Expect("describes its storage k in two ways", Magic, Version, Machine, two, Keys, Storage);
    }

    // torch._utils._rebuild_tensor_v2(storage of 'count' floats, 0, (length,), (1,), False, OrderedDict())
    private static string Tensor(int count = 3, (int Offset, int Count)? view = null, int length = 3)
    {
        string part = view is { } ends ? $"(X\u0001\0\0\0v{Integer(ends.Offset)}{Integer(ends.Count)}t" : "N";
        return "\u0080\u0002ctorch._utils\n_rebuild_tensor_v2\n((X\u0007\0\0\0storagectorch\nFloatStorage\n"
            + $"X\u0001\0\0\0kX\u0003\0\0\0cpu{Integer(count)}{part}tQK\0{Integer(length)}\u0085K\u0001\u0085\u0089ccollections\nOrderedDict\n)RtR.";
    }

    private static string Integer(int value) => $"J{Encoding.Latin1.GetString(BitConverter.GetBytes(value))}";

    private TorchFile Read(params string[] parts)
    {
        string path = _folder.File("old.pth");
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes(string.Concat(parts)));
        return TorchFile.Read(path);
    }

    private string Error(params string[] parts) => Assert.Throws<InputException>(() => Read(parts)).Message;

    private void Expect(string reason, params string[] parts) => Assert.Contains(reason, Error(parts), StringComparison.Ordinal);
}
