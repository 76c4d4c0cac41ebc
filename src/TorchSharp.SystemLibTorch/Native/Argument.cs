using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>
/// An argument of an operator before it is boxed. It keeps a reference to the managed object behind a pointer, so that no tensor is
/// collected while libtorch works on it.
/// </summary>
internal readonly struct Argument
{
    private readonly NativeKind _kind;
    private readonly int _count;
    private readonly long _bits;
    private readonly object? _reference;

    private Argument(NativeKind kind, long bits = 0, object? reference = null, int count = 0)
    {
        _kind = kind;
        _bits = bits;
        _reference = reference;
        _count = count;
    }

    /// <summary>Leave this argument to the schema's default.</summary>
    public static Argument Default => default;

    /// <summary>Python's None.</summary>
    public static Argument None => new(NativeKind.None);

    /// <summary>Machine words that the lists of this argument take when boxed.</summary>
    public int ListWords => _reference switch
    {
        long[] list => list.Length,
        double[] list => list.Length,
        byte[] text => (text.Length + sizeof(long) - 1) / sizeof(long),
        IReadOnlyList<torch.Tensor?> list => list.Count,
        _ => 0,
    };

    public static implicit operator Argument(torch.Tensor? tensor) =>
        tensor is null ? None : new(NativeKind.Tensor, tensor.Handle, tensor);

    public static implicit operator Argument(long value) => new(NativeKind.Int, value);

    public static implicit operator Argument(long? value) => value is { } number ? new(NativeKind.Int, number) : None;

    public static implicit operator Argument(double value) => new(NativeKind.Double, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Argument(bool value) => new(NativeKind.Bool, value ? 1 : 0);

    public static implicit operator Argument(Scalar? scalar) => scalar is null ? None
        : scalar.IsFloatingPoint ? scalar.ToDouble()
        : scalar.Type == torch.ScalarType.Bool ? scalar.ToBoolean()
        : scalar.ToInt64();

    public static implicit operator Argument(long[]? list) => list is null ? None : new(NativeKind.IntList, reference: list);

    public static implicit operator Argument(double[]? list) => list is null ? None : new(NativeKind.DoubleList, reference: list);

    public static implicit operator Argument(torch.ScalarType type) => (long)type;

    public static implicit operator Argument(torch.ScalarType? type) => type is { } known ? (long)known : None;

    public static implicit operator Argument(torch.Device? device) =>
        device is null ? None : new(NativeKind.Device, (long)device.type, count: device.index);

    public static Argument Text(string text) => new(NativeKind.String, reference: System.Text.Encoding.UTF8.GetBytes(text));

    public static Argument Tensors(IReadOnlyList<torch.Tensor> tensors) => new(NativeKind.TensorList, reference: tensors);

    public static Argument OptionalTensors(IReadOnlyList<torch.Tensor?> tensors) =>
        new(NativeKind.OptionalTensorList, reference: tensors);

    /// <summary>Boxes the argument; lists are copied into <paramref name="words"/>, which must stay where it is during the call.</summary>
    public unsafe NativeValue Box(Span<long> words)
    {
        var value = new NativeValue { Kind = _kind, Count = _count, Integer = _bits };
        if (_reference is null or torch.Tensor) return value;

        value.Count = ListWords;
        fixed (long* start = words) value.Pointer = (nint)start;
        switch (_reference)
        {
            case byte[] text:
                value.Count = text.Length;
                text.CopyTo(MemoryMarshal.AsBytes(words));
                break;
            case long[] list:
                list.CopyTo(words);
                break;
            case double[] list:
                MemoryMarshal.Cast<double, long>(list).CopyTo(words);
                break;
            case IReadOnlyList<torch.Tensor?> list:
                for (int i = 0; i < list.Count; i++) words[i] = list[i]?.Handle ?? 0;
                break;
        }

        return value;
    }
}
