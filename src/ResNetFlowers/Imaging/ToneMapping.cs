using ResNetFlowers.Imaging.Coloring;

namespace ResNetFlowers.Imaging;

/// <summary>Operations that map each channel's values to others, in place, byte for byte those of <c>PIL.ImageOps</c>.</summary>
public static class ToneMapping
{
    private const int Levels = LookupTable.Levels;

    /// <summary>Swaps light and dark.</summary>
    /// <param name="image">The picture; changed in place.</param>
    public static void Invert(RgbImage image) => Map(image, static level => 255 - level);

    /// <summary>Clears the lower bits of every sample.</summary>
    /// <param name="image">The picture; changed in place.</param>
    /// <param name="bits">How many bits stay, 0 to 8.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of bits is out of range.</exception>
    public static void Posterize(RgbImage image, int bits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 8);
        int mask = -(1 << (8 - bits));
        Map(image, level => level & mask);
    }

    /// <summary>Inverts the samples that are at least as light as a threshold.</summary>
    /// <param name="image">The picture; changed in place.</param>
    /// <param name="threshold">0 inverts all, 256 none.</param>
    public static void Solarize(RgbImage image, double threshold) => Map(image, level => level < threshold ? level : 255 - level);

    /// <summary>Stretches each channel so that its darkest sample becomes 0 and its lightest 255.</summary>
    /// <param name="image">The picture; changed in place.</param>
    public static void AutoContrast(RgbImage image) => MapByHistogram(image, Stretch);

    /// <summary>Maps each channel so that its values are about equally frequent.</summary>
    /// <param name="image">The picture; changed in place.</param>
    public static void Equalize(RgbImage image) => MapByHistogram(image, Flatten);

    private delegate void TableFromHistogram(ReadOnlySpan<int> histogram, Span<byte> table);

    private static void Map(RgbImage image, Func<int, int> map)
    {
        ArgumentNullException.ThrowIfNull(image);
        Span<byte> table = stackalloc byte[Levels];
        for (int level = 0; level < Levels; level++) table[level] = (byte)map(level);
        LookupTable.Apply(image, table);
    }

    private static void MapByHistogram(RgbImage image, TableFromHistogram map)
    {
        ArgumentNullException.ThrowIfNull(image);
        Span<int> histograms = stackalloc int[3 * Levels];
        Span<byte> tables = stackalloc byte[3 * Levels];
        LookupTable.Histogram(image, histograms);
        for (int channel = 0; channel < tables.Length; channel += Levels)
            map(histograms.Slice(channel, Levels), tables.Slice(channel, Levels));
        LookupTable.ApplyPerChannel(image, tables);
    }

    private static void Stretch(ReadOnlySpan<int> histogram, Span<byte> table)
    {
        int low = histogram.IndexOfAnyExcept(0);
        int high = histogram.LastIndexOfAnyExcept(0);
        if (high <= low)
        {
            Identity(table);
            return;
        }

        double scale = 255.0 / (high - low);
        double offset = -low * scale;
        for (int level = 0; level < Levels; level++) table[level] = (byte)Math.Clamp((int)(level * scale + offset), 0, 255);
    }

    private static void Flatten(ReadOnlySpan<int> histogram, Span<byte> table)
    {
        int last = histogram.LastIndexOfAnyExcept(0);
        int others = 0;
        foreach (int count in histogram[..last]) others += count;
        // Steps of which the lightest value, of whatever frequency, needs none.
        int step = others / 255;
        if (step == 0)
        {
            Identity(table);
            return;
        }

        int sum = step / 2;
        for (int level = 0; level < Levels; level++)
        {
            table[level] = (byte)Math.Min(sum / step, 255);
            sum += histogram[level];
        }
    }

    private static void Identity(Span<byte> table)
    {
        for (int level = 0; level < Levels; level++) table[level] = (byte)level;
    }
}
