using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace ResNetFlowers.Data.OnDevice.Numbers;

/// <summary>Collects the numbers that a batch's operations need, so that they travel to the device in one piece.</summary>
internal sealed class NumberTable
{
    private readonly List<double> _numbers = [];

    /// <summary>How many there are.</summary>
    public int Count => _numbers.Count;

    /// <summary>Appends numbers.</summary>
    public NumberRange Add(params ReadOnlySpan<double> numbers)
    {
        var range = new NumberRange(_numbers.Count, numbers.Length);
        _numbers.AddRange(numbers);
        return range;
    }

    /// <summary>Appends numbers of each of some items, one item after the other.</summary>
    public NumberRange Add<T>(IEnumerable<T> items, Func<T, IEnumerable<double>> numbers)
    {
        int first = _numbers.Count;
        foreach (T item in items) _numbers.AddRange(numbers(item));
        return new NumberRange(first, _numbers.Count - first);
    }

    /// <summary>Writes all of them.</summary>
    /// <param name="destination">float64, on the CPU, at least <see cref="Count"/> elements.</param>
    public void CopyTo(Tensor destination) => CollectionsMarshal.AsSpan(_numbers).CopyTo(MemoryMarshal.Cast<byte, double>(destination.bytes));
}

/// <summary>Some numbers of a table.</summary>
/// <param name="First">The first one's index.</param>
/// <param name="Length">How many.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NumberRange(int First, int Length)
{
    /// <summary>The numbers on the device, in the current dispose scope.</summary>
    /// <param name="table">The whole table there, float64.</param>
    /// <param name="shape">The shape that they are to have.</param>
    public Tensor Of(Tensor table, params long[] shape) => table.narrow(0, First, Length).view(shape);
}
