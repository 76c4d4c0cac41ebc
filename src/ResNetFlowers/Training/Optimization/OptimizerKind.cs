namespace ResNetFlowers.Training.Optimization;

/// <summary>How weights follow their gradients.</summary>
public enum OptimizerKind
{
    /// <summary>"Adam" (Kingma and Ba, 2015); weight decay is added to the gradient, torch.optim.Adam.</summary>
    Adam,

    /// <summary>Adam with weight decay of its own (Loshchilov and Hutter, 2019), torch.optim.AdamW.</summary>
    AdamW,

    /// <summary>Stochastic gradient descent, with momentum if wanted, torch.optim.SGD.</summary>
    Sgd,
}

/// <summary>The names of <see cref="OptimizerKind"/>s.</summary>
public static class OptimizerKinds
{
    /// <summary>Every name.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<OptimizerKind>().Select(Name)];

    /// <summary>The name on the command line.</summary>
    public static string Name(this OptimizerKind kind) => $"{kind}".ToLowerInvariant();

    /// <summary>The kind of a name.</summary>
    /// <exception cref="InputException">There is no such optimizer; the message lists those there are.</exception>
    public static OptimizerKind Named(string name)
    {
        foreach (OptimizerKind kind in Enum.GetValues<OptimizerKind>())
        {
            if (kind.Name() == name) return kind;
        }

        throw new InputException($"--optimizer {name}: there is no such optimizer; choose one of {string.Join(", ", Names)}");
    }
}
