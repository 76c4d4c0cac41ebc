using System.Numerics;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Coloring;

namespace ResNetFlowers.Data.Similarity;

/// <summary>
/// 64 bits that stay nearly the same when a picture is scaled, encoded anew or made lighter: the signs, against their median, of the
/// 8 × 8 lowest frequencies of the grey picture at 32 × 32. pHash's scheme (C. Zauner, "Implementation and Benchmarking of Perceptual
/// Image Hash Functions", 2010, section 3.2.1).
/// </summary>
internal static class PerceptualHash
{
    /// <summary>As many bits differ at most between two versions of a picture.</summary>
    public const int MaxDistance = 7;

    private const int Side = 32;
    private const int Frequencies = 8;

    /// <summary>cos(π (2x + 1) u / 2N), <c>[Frequencies, Side]</c>: the DCT-II without its factors, which move no sign.</summary>
    private static readonly double[,] Cosines = MakeCosines();

    /// <summary>The hash of a picture.</summary>
    public static ulong Of(RgbImage image)
    {
        using RgbImage small = Resizer.Resize(image, Side, Side);
        Span<double> coefficients = stackalloc double[Frequencies * Frequencies];
        Transform(small, coefficients);

        // The first is the mean brightness, not a frequency: it takes no part in the median.
        double[] sorted = coefficients[1..].ToArray();
        Array.Sort(sorted);
        double median = sorted[sorted.Length / 2];
        ulong hash = 0;
        for (int i = 0; i < coefficients.Length; i++)
        {
            if (coefficients[i] > median) hash |= 1UL << i;
        }

        return hash;
    }

    /// <summary>How many bits differ.</summary>
    public static int Distance(ulong one, ulong other) => BitOperations.PopCount(one ^ other);

    /// <summary>Rows first, then columns.</summary>
    private static void Transform(RgbImage small, Span<double> coefficients)
    {
        Span<double> rows = stackalloc double[Side * Frequencies];
        for (int y = 0; y < Side; y++)
        {
            ReadOnlySpan<byte> row = small.Row(y);
            for (int x = 0; x < Side; x++)
            {
                byte luma = Grayscale.Luma(row[x * 3], row[x * 3 + 1], row[x * 3 + 2]);
                for (int u = 0; u < Frequencies; u++) rows[y * Frequencies + u] += luma * Cosines[u, x];
            }
        }

        for (int y = 0; y < Side; y++)
        {
            for (int v = 0; v < Frequencies; v++)
            {
                for (int u = 0; u < Frequencies; u++) coefficients[v * Frequencies + u] += rows[y * Frequencies + u] * Cosines[v, y];
            }
        }
    }

    private static double[,] MakeCosines()
    {
        double[,] cosines = new double[Frequencies, Side];
        for (int u = 0; u < Frequencies; u++)
        {
            for (int x = 0; x < Side; x++) cosines[u, x] = Math.Cos(Math.PI * (2 * x + 1) * u / (2 * Side));
        }

        return cosines;
    }
}
