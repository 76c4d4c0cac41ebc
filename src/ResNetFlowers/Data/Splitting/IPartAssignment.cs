namespace ResNetFlowers.Data.Splitting;

/// <summary>Decides which photo goes to which part.</summary>
internal interface IPartAssignment
{
    /// <summary>For each photo of a class, in their order, the index of its part in <see cref="SplitPlan.Parts"/>; null for none.</summary>
    /// <exception cref="InputException">The class cannot be split so.</exception>
    IReadOnlyList<int?> PartsOf(SourceClass photos);

    /// <summary>What a person should know of the outcome, one line each.</summary>
    IReadOnlyList<string> Warnings(IReadOnlyList<ClassCounts> counts);
}
