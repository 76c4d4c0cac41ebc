namespace ResNetFlowers.Training.Options;

/// <summary>What an option of training is about.</summary>
public static class OptionCategory
{
    /// <summary>Which photos.</summary>
    public const string Data = "Data";

    /// <summary>What the network sees of them.</summary>
    public const string Photos = "Photos";

    /// <summary>What learns.</summary>
    public const string Network = "Network";

    /// <summary>How long.</summary>
    public const string Length = "Length";

    /// <summary>How.</summary>
    public const string Recipe = "Recipe";

    /// <summary>On what.</summary>
    public const string Machine = "Machine";

    /// <summary>What is written.</summary>
    public const string Output = "Output";

    /// <summary>All of them, in the order in which to show them.</summary>
    public static IReadOnlyList<string> All { get; } = [Data, Photos, Network, Length, Recipe, Machine, Output];
}
