namespace ResNetFlowers.Training.Options;

/// <summary>In what a network computes while it learns. Weights, gradients, losses and the statistics of batch norms are float32 in each.</summary>
public enum Precision
{
    /// <summary>float32 throughout.</summary>
    Fp32,

    /// <summary>float32, but CUDA rounds what it multiplies to TensorFloat-32: 10 bits instead of 23.</summary>
    Tf32,

    /// <summary>Convolutions and the head, and what lies between them, in bfloat16: 7 bits, and float32's range.</summary>
    Bf16,
}

/// <summary>The names of <see cref="Precision"/>s.</summary>
public static class Precisions
{
    /// <summary>Every name.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<Precision>().Select(Name)];

    /// <summary>The name on the command line.</summary>
    public static string Name(this Precision precision) => $"{precision}".ToLowerInvariant();
}
