using System.Runtime.CompilerServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Operator LocalScalar = new("aten::_local_scalar_dense");

        /// <summary>
        /// The memory of a contiguous tensor on the CPU. The span does not keep the tensor alive: hold on to the tensor while using it.
        /// </summary>
        /// <exception cref="InvalidOperationException">The tensor is not contiguous, not on the CPU, or larger than a span can be.</exception>
        public unsafe Span<byte> bytes
        {
            get
            {
                TensorInfo info = Info;
                if (info.DeviceType != (int)DeviceType.CPU) throw new InvalidOperationException("bytes of a tensor that is not on the CPU");
                if (!info.Flags.HasFlag(TensorFlags.Contiguous)) throw new InvalidOperationException("bytes of a tensor that is not contiguous");
                nint data;
                LibTorch.Check(LibTorch.flowers_tensor_data(Handle, &data));
                return new Span<byte>((void*)data, checked((int)(info.Elements * info.ElementSize)));
            }
            set
            {
                Span<byte> own = bytes;
                if (own.Length != value.Length)
                    throw new ArgumentException($"{value.Length} bytes for a tensor of {own.Length} bytes", nameof(value));
                value.CopyTo(own);
            }
        }

        /// <summary>The elements, to read and write from managed code; the tensor must be on the CPU and of element type <typeparamref name="T"/>.</summary>
        public Utils.TensorAccessor<T> data<T>() where T : unmanaged
        {
            if (ElementTypes.Of<T>() != dtype)
                throw new ArgumentException($"cannot read a tensor of {dtype} as {typeof(T).Name}");
            return new Utils.TensorAccessor<T>(this);
        }

        /// <summary>The only element of a tensor, converted to <typeparamref name="T"/>.</summary>
        public T item<T>() where T : unmanaged
        {
            NativeValue value = LocalScalar.Number(this);
            if (typeof(T) == typeof(bool))
            {
                bool truth = value.Kind == NativeKind.Double ? value.Number != 0 : value.Integer != 0;
                return Unsafe.As<bool, T>(ref truth);
            }

            return value.Kind == NativeKind.Double
                ? (T)Convert.ChangeType(value.Number, typeof(T))
                : (T)Convert.ChangeType(value.Integer, typeof(T));
        }
    }
}

/// <summary>Which .NET type holds an element of which tensor type.</summary>
internal static class ElementTypes
{
    public static torch.ScalarType Of<T>() where T : unmanaged =>
        typeof(T) == typeof(float) ? torch.ScalarType.Float32
        : typeof(T) == typeof(long) ? torch.ScalarType.Int64
        : typeof(T) == typeof(byte) ? torch.ScalarType.Byte
        : typeof(T) == typeof(double) ? torch.ScalarType.Float64
        : typeof(T) == typeof(int) ? torch.ScalarType.Int32
        : typeof(T) == typeof(bool) ? torch.ScalarType.Bool
        : typeof(T) == typeof(short) ? torch.ScalarType.Int16
        : typeof(T) == typeof(sbyte) ? torch.ScalarType.Int8
        : typeof(T) == typeof(Half) ? torch.ScalarType.Float16
        : throw new ArgumentException($"no tensor has elements of type {typeof(T).Name}");
}
