namespace ResNetFlowers.Weights;

/// <summary>
/// What became of every tensor of a file and of a network, by name: the network's are in <see cref="Loaded"/>,
/// <see cref="Missing"/> or <see cref="Reinitialized"/>, the file's in <see cref="Loaded"/>, <see cref="Unexpected"/> or
/// <see cref="Reinitialized"/>. A <c>num_batches_tracked</c> that a very old file lacks, or another holds as a fraction, is in none:
/// it changes no result.
/// </summary>
public sealed record LoadedWeights
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>The network's tensors that now hold the file's numbers, in the network's order.</summary>
    public required IReadOnlyList<string> Loaded { get; init; }

    /// <summary>The network's tensors that the file does not hold: they are as they were, random in a new network.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>The file's entries that the network has no place for, in the file's order, prefixes stripped.</summary>
    public required IReadOnlyList<string> Unexpected { get; init; }

    /// <summary>The classifier's tensors, where the file's are for other classes: they are as they were, random in a new network.</summary>
    public required IReadOnlyList<string> Reinitialized { get; init; }

    /// <summary>Why the classifier was not loaded, for a person; null where it was, or the file has none.</summary>
    public string? ReinitializedBecause { get; init; }
}
