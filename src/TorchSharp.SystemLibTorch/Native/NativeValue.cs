using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>What a <see cref="NativeValue"/> holds; the numbers stand again in native/torch_native.cpp.</summary>
internal enum NativeKind
{
    Default = 0,
    None = 1,
    Tensor = 2,
    Int = 3,
    Double = 4,
    Bool = 5,
    IntList = 6,
    TensorList = 7,
    Device = 8,
    String = 9,
    OptionalTensorList = 10,
    DoubleList = 11,
}

/// <summary>A boxed argument or result as it crosses the border: the C++ struct Value, 16 bytes.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct NativeValue
{
    [FieldOffset(0)] public NativeKind Kind;
    [FieldOffset(4)] public int Count;
    [FieldOffset(8)] public long Integer;
    [FieldOffset(8)] public double Number;
    [FieldOffset(8)] public nint Pointer;
}

/// <summary>What one call tells of a tensor: the C++ struct TensorInfo, 40 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TensorInfo
{
    public long Dimensions;
    public long Elements;
    public long ElementSize;
    public int ScalarType;
    public int DeviceType;
    public int DeviceIndex;
    public TensorFlags Flags;
}

[Flags]
internal enum TensorFlags
{
    None = 0,
    Contiguous = 1,
    RequiresGrad = 2,
    Leaf = 4,
}
