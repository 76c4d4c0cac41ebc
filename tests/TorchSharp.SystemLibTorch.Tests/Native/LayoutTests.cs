using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp.SystemLibTorch.Tests.Native;

/// <summary>Pins the structs that cross the border to the layout that native/torch_native.cpp gives them.</summary>
public class LayoutTests
{
    [Fact]
    public void AValueIsAKindACountAndEightBytes()
    {
        Assert.Equal(16, Unsafe.SizeOf<NativeValue>());
        Assert.Equal(0, Offset<NativeValue>(nameof(NativeValue.Kind)));
        Assert.Equal(4, Offset<NativeValue>(nameof(NativeValue.Count)));
        Assert.Equal(8, Offset<NativeValue>(nameof(NativeValue.Integer)));
        Assert.Equal(8, Offset<NativeValue>(nameof(NativeValue.Number)));
        Assert.Equal(8, Offset<NativeValue>(nameof(NativeValue.Pointer)));
        Assert.Equal(typeof(int), Enum.GetUnderlyingType(typeof(NativeKind)));
    }

    [Fact]
    public void TensorInfoIsThreeLongsAndFourInts()
    {
        Assert.Equal(40, Unsafe.SizeOf<TensorInfo>());
        Assert.Equal(0, Offset<TensorInfo>(nameof(TensorInfo.Dimensions)));
        Assert.Equal(8, Offset<TensorInfo>(nameof(TensorInfo.Elements)));
        Assert.Equal(16, Offset<TensorInfo>(nameof(TensorInfo.ElementSize)));
        Assert.Equal(24, Offset<TensorInfo>(nameof(TensorInfo.ScalarType)));
        Assert.Equal(28, Offset<TensorInfo>(nameof(TensorInfo.DeviceType)));
        Assert.Equal(32, Offset<TensorInfo>(nameof(TensorInfo.DeviceIndex)));
        Assert.Equal(36, Offset<TensorInfo>(nameof(TensorInfo.Flags)));
    }

    private static int Offset<T>(string field) => (int)Marshal.OffsetOf<T>(field);
}
