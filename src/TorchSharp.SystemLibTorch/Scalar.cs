namespace TorchSharp;

/// <summary>A number that libtorch takes beside a tensor; numbers of .NET convert to it by themselves.</summary>
public sealed class Scalar : IDisposable
{
    private readonly double _number;
    private readonly long _integer;

    private Scalar(double number, torch.ScalarType type)
    {
        _number = number;
        _integer = (long)number;
        Type = type;
    }

    private Scalar(long integer, torch.ScalarType type)
    {
        _number = integer;
        _integer = integer;
        Type = type;
    }

    public torch.ScalarType Type { get; }

    internal bool IsFloatingPoint => Type is torch.ScalarType.Float32 or torch.ScalarType.Float64 or torch.ScalarType.Float16;

    internal double Number => _number;

    internal long Integer => _integer;

    public static implicit operator Scalar(double value) => new(value, torch.ScalarType.Float64);

    public static implicit operator Scalar(float value) => new(value, torch.ScalarType.Float32);

    public static implicit operator Scalar(int value) => new((long)value, torch.ScalarType.Int32);

    public static implicit operator Scalar(long value) => new(value, torch.ScalarType.Int64);

    public static implicit operator Scalar(bool value) => new(value ? 1L : 0L, torch.ScalarType.Bool);

    public static implicit operator Scalar(byte value) => new((long)value, torch.ScalarType.Byte);

    public void Dispose()
    {
        // Nothing native is held; the member exists because the API has it.
    }
}

public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this double value) => value;

    public static Scalar ToScalar(this float value) => value;

    public static Scalar ToScalar(this int value) => value;

    public static Scalar ToScalar(this long value) => value;

    public static double ToDouble(this Scalar value) => value.Number;

    public static float ToSingle(this Scalar value) => (float)value.Number;

    public static int ToInt32(this Scalar value) => (int)value.Integer;

    public static long ToInt64(this Scalar value) => value.Integer;

    public static bool ToBoolean(this Scalar value) => value.Number != 0;
}
