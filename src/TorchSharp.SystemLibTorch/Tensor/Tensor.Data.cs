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
                GC.KeepAlive(this);
                return new Span<byte>((void*)data, checked((int)(info.Elements * info.ElementSize)));
            }
            set
            {
                Span<byte> own = bytes;
                if (own.Length != value.Length)
                    throw new ArgumentException($"{value.Length} bytes for a tensor of {own.Length} bytes", nameof(value));
                value.CopyTo(own);
                GC.KeepAlive(this);
            }
        }

        /// <summary>The elements, to read and write from managed code; the tensor must be on the CPU and of element type <typeparamref name="T"/>.</summary>
        public Utils.TensorAccessor<T> data<T>() where T : unmanaged
        {
            if (ElementTypes.Of<T>() != dtype)
                throw new ArgumentException($"cannot read a tensor of {dtype} as {typeof(T).Name}");
            return new Utils.TensorAccessor<T>(this);
        }

        /// <summary>The only element of a tensor, of exactly the tensor's own type.</summary>
        /// <exception cref="InvalidOperationException">The tensor has no element or several.</exception>
        /// <exception cref="ArgumentException">Its elements are of another type.</exception>
        public T item<T>() where T : unmanaged
        {
            if (NumberOfElements != 1) throw new InvalidOperationException($"a tensor of {NumberOfElements} elements has no single item");
            SystemLibTorch.HostReads.Add();
            if (is_cpu() && is_contiguous()) return data<T>().ToArray()[0];
            using Tensor own = cpu().contiguous();
            return own.data<T>().ToArray()[0];
        }

        /// <summary>The only element of a tensor, whatever its type.</summary>
        internal double AsDouble()
        {
            SystemLibTorch.HostReads.Add();
            NativeValue value = LocalScalar.Number(this);
            return value.Kind == NativeKind.Double ? value.Number : value.Integer;
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

public static class TensorExtensionMethods
{
    public static double ToDouble(this torch.Tensor value) => value.AsDouble();

    public static float ToSingle(this torch.Tensor value) => (float)value.AsDouble();

    public static long ToInt64(this torch.Tensor value) => (long)value.AsDouble();

    public static int ToInt32(this torch.Tensor value) => (int)value.AsDouble();

    public static bool ToBoolean(this torch.Tensor value) => value.AsDouble() != 0;
}
