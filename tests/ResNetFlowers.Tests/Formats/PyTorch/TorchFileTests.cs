using System.Buffers;
using ResNetFlowers.Formats;
using ResNetFlowers.Formats.PyTorch;

namespace ResNetFlowers.Tests.Formats.PyTorch;

public sealed class TorchFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("model.pth");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheSameValueGivesTheSameBytes()
    {
        TorchFile.Write(_folder.File("a.pth"), Example());
        TorchFile.Write(_folder.File("b.pth"), Example());
        Assert.Equal(File.ReadAllBytes(_folder.File("a.pth")), File.ReadAllBytes(_folder.File("b.pth")));
    }

    [Fact]
    public void OneTensorThatStandsTwiceIsStoredOnce()
    {
        TensorData tensor = TensorData.FromFloats(new float[50_000], [50_000]);
        TorchFile.Write(Path, new ListValue([tensor, tensor]));
        Assert.InRange(new FileInfo(Path).Length, 200_000, 210_000);
        using TorchFile file = TorchFile.Read(Path);
        Assert.Equal(2, ((ListValue)file.Root).Items.Count);
    }

    [Fact]
    public unsafe void TensorsAreViewsOfTheAlignedFileUntilItIsDisposed()
    {
        TorchFile.Write(Path, new DictValue { ["x"] = TensorData.Scalar(0.5), ["y"] = TensorData.FromFloats([1, 2], [2]) });
        TorchFile file = TorchFile.Read(Path);
        Assert.True(((DictValue)file.Root).TryGet("y", out TensorData? tensor));
        Assert.Equal([1, 2], tensor.AsFloats().ToArray());
        using (MemoryHandle handle = tensor.Bytes.Pin())
        {
            Assert.Equal(0, (nint)handle.Pointer % 64);
            *(float*)handle.Pointer = 7;
            Assert.Equal([7, 2], tensor.AsFloats().ToArray());
        }

        file.Dispose();
        Assert.Throws<ObjectDisposedException>(() => tensor.AsFloats()[0]);

        using TorchFile again = TorchFile.Read(Path);
        Assert.True(((DictValue)again.Root).TryGet("y", out TensorData? unchanged));
        Assert.Equal([1, 2], unchanged.AsFloats().ToArray());
    }

    [Fact]
    public void TensorsFromUnmanagedMemoryAreWritten()
    {
        using UnmanagedMemory memory = new(4);
        "\x01\x02\x03\x04"u8.CopyTo(memory.GetSpan());
        TorchFile.Write(Path, new TensorData(ElementType.UInt8, [2, 2], memory.Memory));
        using TorchFile file = TorchFile.Read(Path);
        Assert.Equal("UInt8 [2, 2] 01020304", Dump.Of(file.Root));
    }

    [Fact]
    public void ATreeWithoutEndIsNotWritten()
    {
        CheckpointValue root = 0L;
        for (int i = 0; i < 200; i++) root = new ListValue([root]);
        Assert.Throws<ArgumentException>(() => TorchFile.Write(Path, root));
        Assert.False(File.Exists(Path));
    }

    [Fact]
    public void ATensorTakesExactlyTheBytesOfItsShape()
    {
        Assert.Throws<ArgumentException>(() => new TensorData(ElementType.Float32, [2], new byte[4]));
        Assert.Throws<ArgumentException>(() => new TensorData(ElementType.Float32, [-1], new byte[4]));
        Assert.Throws<ArgumentException>(() => new TensorData(ElementType.Float32, [1L << 62, 4], Array.Empty<byte>()));
        Assert.Equal(0, new TensorData(ElementType.Float32, [1L << 62, 0], Array.Empty<byte>()).ElementCount);
    }

    internal static DictValue Example() => new()
    {
        ["arch"] = "resnet18",
        ["classes"] = new ListValue(["daisy", "tulips"]),
        ["epoch"] = 3,
        ["best_acc"] = TensorData.Scalar(0.75),
        ["state_dict"] = new DictValue { ["fc.weight"] = TensorData.FromFloats([1, 2, 3, 4, 5, 6], [2, 3]) },
        ["optimizer"] = new DictValue { [0] = new TupleValue([true, NoneValue.Instance, 1L << 40]) },
    };

    private sealed unsafe class UnmanagedMemory(int length) : MemoryManager<byte>
    {
        private readonly void* _start = System.Runtime.InteropServices.NativeMemory.Alloc((nuint)length);

        public override Span<byte> GetSpan() => new(_start, length);

        public override MemoryHandle Pin(int elementIndex = 0) => new((byte*)_start + elementIndex);

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing) => System.Runtime.InteropServices.NativeMemory.Free(_start);
    }
}
