using System.Runtime.InteropServices;

namespace ResNetFlowers.Imaging.Resizing;

/// <summary>What is resized along one axis: so many samples to so many positions, of which some are wanted.</summary>
/// <param name="InputSize">Samples along the axis.</param>
/// <param name="OutputSize">Positions that all of them are mapped to.</param>
/// <param name="First">The first position that is wanted.</param>
/// <param name="Count">How many positions are wanted.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ResizeAxis(int InputSize, int OutputSize, int First, int Count)
{
    /// <summary>Whether samples stay as they are.</summary>
    public bool IsCopy => InputSize == OutputSize;

    /// <summary>Samples for each position.</summary>
    public double Scale => (double)InputSize / OutputSize;

    /// <summary>How much wider than at full size the filter is: shrinking averages all it covers.</summary>
    public double FilterScale => Math.Max(Scale, 1.0);

    /// <summary>A position's place among the samples.</summary>
    public double Center(int position) => (position + 0.5) * Scale;

    /// <summary>The samples that a position takes.</summary>
    public (int Start, int Count) Taps(int position, ResizeFilter filter)
    {
        double center = Center(position);
        double support = filter.Support * FilterScale;
        int start = Math.Max((int)(center - support + 0.5), 0);
        return (start, Math.Min((int)(center + support + 0.5), InputSize) - start);
    }

    /// <summary>The samples that the wanted positions take together.</summary>
    public (int Start, int Count) Inputs(ResizeFilter filter)
    {
        if (IsCopy) return (First, Count);
        int start = Taps(First, filter).Start;
        (int lastStart, int lastCount) = Taps(First + Count - 1, filter);
        return (start, lastStart + lastCount - start);
    }
}
