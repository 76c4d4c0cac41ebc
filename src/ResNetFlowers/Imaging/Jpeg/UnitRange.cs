using System.Runtime.InteropServices;

namespace ResNetFlowers.Imaging.Jpeg;

/// <summary>
/// Which units (8 × 8 samples of colour, and the pixels that belong to them) a part of a picture needs along one axis, the neighbours
/// that smooth upsampling looks at included.
/// </summary>
/// <param name="First">The first unit.</param>
/// <param name="End">Behind the last unit.</param>
/// <param name="Samples">The axis' samples of colour in the whole picture.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct UnitRange(int First, int End, int Samples)
{
    /// <summary>Samples of a unit.</summary>
    public const int Size = 8;

    /// <summary>The range of a part.</summary>
    /// <param name="start">The part's first pixel.</param>
    /// <param name="length">Its pixels.</param>
    /// <param name="pixels">Pixels of the whole picture.</param>
    /// <param name="step">Pixels for one sample of colour, 1 or 2.</param>
    public static UnitRange Of(int start, int length, int pixels, int step)
    {
        int samples = (pixels + step - 1) / step;
        int margin = step - 1;
        int first = Math.Max(start / step - margin, 0);
        int last = Math.Min((start + length - 1) / step + margin, samples - 1);
        return new UnitRange(first / Size, last / Size + 1, samples);
    }

    /// <summary>How many units.</summary>
    public int Count => End - First;

    /// <summary>Units of the whole picture.</summary>
    public int Total => (Samples + Size - 1) / Size;

    /// <summary>Whether a unit is one of them.</summary>
    public bool Contains(int unit) => unit >= First && unit < End;
}
