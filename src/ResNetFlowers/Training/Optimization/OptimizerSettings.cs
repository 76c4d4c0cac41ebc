namespace ResNetFlowers.Training.Optimization;

/// <summary>Which optimizer, and with what; unset, as PyTorch has it.</summary>
public sealed record OptimizerSettings
{
    /// <summary>Which optimizer.</summary>
    public required OptimizerKind Kind { get; init; }

    /// <summary>The learning rate before any schedule, above 0.</summary>
    public required double Lr { get; init; }

    /// <summary>How strongly weights are pulled to 0, at least 0; null is 0.01 for AdamW and 0 for the others.</summary>
    public double? WeightDecay { get; init; }

    /// <summary>SGD's momentum, in [0, 1).</summary>
    public double Momentum { get; init; }

    /// <summary>Whether SGD's momentum is Nesterov's, which needs a momentum.</summary>
    public bool Nesterov { get; init; }
}
