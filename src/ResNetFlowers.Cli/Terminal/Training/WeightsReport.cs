using ResNetFlowers.Weights;

namespace ResNetFlowers.Cli.Terminal.Training;

/// <summary>Says what became of somebody else's weights: nothing that stays random goes unsaid.</summary>
internal static class WeightsReport
{
    // The rest is counted: a file of another network would fill the screen.
    private const int UnexpectedNamed = 6;

    public static void Write(LoadedWeights weights, Action<string> line)
    {
        line($"{weights.Loaded.Count} tensor{(weights.Loaded.Count == 1 ? "" : "s")} from {weights.Path}");
        if (weights.Reinitialized.Count > 0) line($"  started afresh: {string.Join(", ", weights.Reinitialized)} ({weights.ReinitializedBecause})");
        if (weights.Missing.Count > 0) line($"  missing in the file, started afresh: {Names(weights.Missing, weights.Missing.Count)}");
        if (weights.Unexpected.Count > 0) line($"  in the file, but not in the network: {Names(weights.Unexpected, UnexpectedNamed)}");
    }

    private static string Names(IReadOnlyList<string> names, int most) =>
        string.Join(", ", names.Take(most).Select(name => OneLine.Of(name))) + (names.Count > most ? $" and {names.Count - most} more" : "");
}
