namespace ResNetFlowers.Metrics;

/// <summary>One number for all classes, as the last lines of scikit-learn's <c>classification_report</c>.</summary>
public static class ClassAverages
{
    /// <summary>Every class counts the same, however many photos it has.</summary>
    public static ClassScore Macro(IReadOnlyList<ClassScore> classes) => Mean("macro average", classes, _ => 1);

    /// <summary>Every photo counts the same: a class counts by its photos.</summary>
    public static ClassScore Weighted(IReadOnlyList<ClassScore> classes) => Mean("weighted average", classes, score => score.Support);

    private static ClassScore Mean(string name, IReadOnlyList<ClassScore> classes, Func<ClassScore, double> weight)
    {
        double whole = classes.Sum(weight);
        double Average(Func<ClassScore, double> value) => whole > 0 ? classes.Sum(score => weight(score) * value(score)) / whole : 0;
        return new ClassScore(
            name, Average(score => score.Precision), Average(score => score.Recall), Average(score => score.F1), classes.Sum(score => score.Support));
    }
}
