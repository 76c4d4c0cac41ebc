namespace ResNetFlowers.Imaging.Filtering;

/// <summary>
/// The weights of a Gaussian blur in single precision, to the last bit those of torchvision's <c>_get_gaussian_kernel2d</c>: a weight
/// that is off by one in its last bit changes a byte of one photo in a few.
/// </summary>
internal static class GaussianKernel
{
    /// <summary>How many numbers PyTorch adds at once.</summary>
    private const int Lanes = 8;

    private const float Log2OfE = 1.442695041f;

    /// <summary>The natural logarithm of 2 in two parts, the first so short that its products with whole numbers are exact.</summary>
    private const float Log2High = 0.693145751953125f;

    private const float Log2Low = 1.42860677e-06f;

    /// <summary>Computes the weights.</summary>
    /// <param name="sigma">The standard deviation, in pixels.</param>
    /// <param name="weights">Receives <c>[size, size]</c>, summing to 1.</param>
    /// <param name="size">The side, odd.</param>
    public static void Fill(float sigma, Span<float> weights, int size)
    {
        Span<float> line = stackalloc float[size];
        for (int i = 0; i < size; i++)
        {
            float distance = (i - size / 2) / sigma;
            line[i] = Exp(-0.5f * (distance * distance));
        }

        float sum = Sum(line);
        foreach (ref float weight in line) weight /= sum;
        for (int i = 0; i < weights.Length; i++) weights[i] = line[i / size] * line[i % size];
    }

    /// <summary>
    /// e to a power that is not positive, by the polynomial and the order of operations of SLEEF's <c>expf</c> with an error of up to one
    /// unit in the last place, which PyTorch uses (Shibata and Petrogalli, "SLEEF: A Portable Vectorized Library of C Standard
    /// Mathematical Functions", 2019); <c>MathF.Exp</c> is more exact, and so different.
    /// </summary>
    private static float Exp(float power)
    {
        if (power < -104f) return 0;
        float doublings = MathF.Round(power * Log2OfE);
        float rest = MathF.FusedMultiplyAdd(doublings, -Log2High, power);
        rest = MathF.FusedMultiplyAdd(doublings, -Log2Low, rest);
        float series = 0.000198527617612853646f;
        series = MathF.FusedMultiplyAdd(series, rest, 0.00139304355252534151f);
        series = MathF.FusedMultiplyAdd(series, rest, 0.00833336077630519867f);
        series = MathF.FusedMultiplyAdd(series, rest, 0.0416664853692054749f);
        series = MathF.FusedMultiplyAdd(series, rest, 0.166666671633720398f);
        series = MathF.FusedMultiplyAdd(series, rest, 0.5f);
        return MathF.ScaleB(1f + MathF.FusedMultiplyAdd(rest * rest, series, rest), (int)doublings);
    }

    /// <summary>
    /// The sum in PyTorch's order: eight running sums while there are eight numbers, then what is left, then the eight. Fewer than eight
    /// numbers have four running sums.
    /// </summary>
    private static float Sum(ReadOnlySpan<float> numbers)
    {
        if (numbers.Length < Lanes) return SumOfFew(numbers);
        Span<float> lanes = stackalloc float[Lanes];
        AddGroups(numbers, lanes);
        float sum = 0;
        foreach (float number in numbers[(numbers.Length / Lanes * Lanes)..]) sum += number;
        foreach (float lane in lanes) sum += lane;
        return sum;
    }

    /// <summary>Groups of eight; four groups and more are again added in four running sums.</summary>
    private static void AddGroups(ReadOnlySpan<float> numbers, Span<float> lanes)
    {
        Span<float> column = stackalloc float[numbers.Length / Lanes];
        for (int lane = 0; lane < Lanes; lane++)
        {
            for (int group = 0; group < column.Length; group++) column[group] = numbers[group * Lanes + lane];
            lanes[lane] = SumOfFew(column);
        }
    }

    private static float SumOfFew(ReadOnlySpan<float> numbers)
    {
        Span<float> sums = [0, 0, 0, 0];
        int whole = numbers.Length / sums.Length * sums.Length;
        for (int i = 0; i < numbers.Length; i++) sums[i < whole ? i % sums.Length : 0] += numbers[i];
        return sums[0] + sums[1] + sums[2] + sums[3];
    }
}
