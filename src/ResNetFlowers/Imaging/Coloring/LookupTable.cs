using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ResNetFlowers.Imaging.Coloring;

/// <summary>
/// What each of a channel's 256 values becomes. Whatever looks at one sample at a time is exact and fast as a table: the arithmetic is
/// done 256 times, however many pixels there are.
/// </summary>
internal static class LookupTable
{
    /// <summary>Values of a sample.</summary>
    public const int Levels = 256;

    /// <summary>Replaces every sample.</summary>
    /// <param name="image">The picture; changed in place.</param>
    /// <param name="table">256 values for all channels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(RgbImage image, ReadOnlySpan<byte> table)
    {
        ref byte values = ref MemoryMarshal.GetReference(table[..Levels]);
        foreach (ref byte sample in image.Pixels) sample = Unsafe.Add(ref values, sample);
    }

    /// <summary>Replaces every sample, each channel by a table of its own.</summary>
    /// <param name="image">The picture; changed in place.</param>
    /// <param name="tables">256 values for red, then for green, then for blue.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ApplyPerChannel(RgbImage image, ReadOnlySpan<byte> tables)
    {
        ref byte values = ref MemoryMarshal.GetReference(tables[..(3 * Levels)]);
        Span<byte> pixels = image.Pixels;
        for (int i = 0; i <= pixels.Length - 3; i += 3)
        {
            pixels[i] = Unsafe.Add(ref values, pixels[i]);
            pixels[i + 1] = Unsafe.Add(ref values, Levels + pixels[i + 1]);
            pixels[i + 2] = Unsafe.Add(ref values, 2 * Levels + pixels[i + 2]);
        }
    }

    /// <summary>Counts the samples of each value, <c>[3, 256]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Histogram(RgbImage image, Span<int> counts)
    {
        counts.Clear();
        ReadOnlySpan<byte> pixels = image.Pixels;
        for (int i = 0; i <= pixels.Length - 3; i += 3)
        {
            counts[pixels[i]]++;
            counts[Levels + pixels[i + 1]]++;
            counts[2 * Levels + pixels[i + 2]]++;
        }
    }
}
