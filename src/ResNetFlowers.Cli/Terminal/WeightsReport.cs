using ResNetFlowers.Weights;

namespace ResNetFlowers.Cli.Terminal;

/// <summary>Says what became of somebody else's weights: nothing that stays random goes unsaid.</summary>
internal static class WeightsReport
{
    // The rest is counted: a file of another network would fill the screen.
    private const int Named = 6;

    public static void Write(LoadedWeights weights, Action<string> line)
    {
        line($"{weights.Loaded.Count} tensors from {weights.Path}");
        if (weights.Reinitialized.Count > 0) line($"  started afresh: {string.Join(", ", weights.Reinitialized)} ({weights.ReinitializedBecause})");
        if (weights.Missing.Count > 0) line($"  missing in the file, started afresh: {Names(weights.Missing)}");
        if (weights.Unexpected.Count > 0) line($"  in the file, but not in the network: {Names(weights.Unexpected)}");
    }

    private static string Names(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(Named).Select(OneLine)) + (names.Count > Named ? $" and {names.Count - Named} more" : "");

    // The names come from somebody's file: none may steer the terminal.
    private static string OneLine(string name) => string.Concat(name.Select(letter => char.IsControl(letter) ? '?' : letter));
}
