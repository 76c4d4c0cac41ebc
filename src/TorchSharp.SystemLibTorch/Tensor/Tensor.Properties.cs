using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public ScalarType dtype => (ScalarType)Info.ScalarType;

        public Device device => new((DeviceType)Info.DeviceType, Info.DeviceIndex);

        public DeviceType device_type => (DeviceType)Info.DeviceType;

        public int device_index => Info.DeviceIndex;

        public bool is_cuda => Info.DeviceType == (int)DeviceType.CUDA;

        public bool is_leaf => Info.Flags.HasFlag(TensorFlags.Leaf);

        public long ndim => Info.Dimensions;

        public long dim() => Info.Dimensions;

        public long NumberOfElements => Info.Elements;

        public long numel() => Info.Elements;

        public long ElementSize => Info.ElementSize;

        public long element_size() => Info.ElementSize;

        public bool is_contiguous() => Info.Flags.HasFlag(TensorFlags.Contiguous);

        public bool is_cpu() => Info.DeviceType == (int)DeviceType.CPU;

        public bool is_floating_point() => dtype is ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64;

        public bool is_integral() =>
            dtype is ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 or ScalarType.Int32 or ScalarType.Int64 or ScalarType.Bool;

        public long[] shape => Layout().Sizes;

        public long[] size() => shape;

        public long size(int dim) => shape[Wrap(dim)];

        public long[] stride() => Layout().Strides;

        public long stride(int dim) => Layout().Strides[Wrap(dim)];

        private int Wrap(int dim) => dim < 0 ? dim + (int)ndim : dim;

        private unsafe TensorInfo Info
        {
            get
            {
                TensorInfo info;
                LibTorch.Check(LibTorch.flowers_tensor_info(Handle, &info));
                GC.KeepAlive(this);
                return info;
            }
        }

        private unsafe (long[] Sizes, long[] Strides) Layout()
        {
            long dimensions = ndim;
            var sizes = new long[dimensions];
            var strides = new long[dimensions];
            fixed (long* size = sizes, stride = strides)
                LibTorch.Check(LibTorch.flowers_tensor_shape(Handle, size, stride));
            GC.KeepAlive(this);
            return (sizes, strides);
        }

        public override string ToString() => ndim == 0 && dtype != ScalarType.Bool
            ? $"{AsDouble():g6}"
            : $"[{string.Join("x", shape)}], type = {dtype}, device = {device}";

        public override bool Equals(object? obj) => obj is Tensor other && ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}
