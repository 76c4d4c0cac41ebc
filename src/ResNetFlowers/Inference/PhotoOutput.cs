namespace ResNetFlowers.Inference;

/// <summary>What a network made of one photo.</summary>
/// <param name="Path">The photo.</param>
/// <param name="Values">Its numbers, in row-major order; empty where the photo could not be read.</param>
/// <param name="Shape">Of the numbers.</param>
/// <param name="Error">Why the photo could not be read; null where it could.</param>
public sealed record PhotoOutput(string Path, ReadOnlyMemory<float> Values, IReadOnlyList<long> Shape, string? Error);
