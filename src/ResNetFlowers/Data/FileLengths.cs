namespace ResNetFlowers.Data;

/// <summary>How long files are, which tells most of them apart without reading them.</summary>
internal static class FileLengths
{
    /// <summary>The lengths of photos, on all cores.</summary>
    public static long[] Of(IReadOnlyList<Sample> samples)
    {
        long[] lengths = new long[samples.Count];
        Parallel.For(0, lengths.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, index => lengths[index] = ExactCopies.LengthOf(samples[index].Path));
        return lengths;
    }
}
