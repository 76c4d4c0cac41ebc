namespace ResNetFlowers.Cli.Terminal.Training;

/// <summary>A curve of one line.</summary>
internal static class Sparkline
{
    private const string Blocks = "▁▂▃▄▅▆▇█";
    private const string Letters = "_.:-=+*#";

    /// <summary>A character for each value, from the lowest to the highest of them; the last values where there are too many.</summary>
    /// <param name="values">In their order.</param>
    /// <param name="width">Columns it may take.</param>
    /// <param name="unicode">Whether the terminal shows more than ASCII.</param>
    public static string Of(IReadOnlyList<double> values, int width, bool unicode)
    {
        double[] shown = [.. values.TakeLast(Math.Max(0, width))];
        if (shown.Length == 0) return "";
        string levels = unicode ? Blocks : Letters;
        double least = shown.Min();
        double range = shown.Max() - least;
        // A curve that does not move lies in the middle.
        return string.Concat(shown.Select(value => levels[range > 0 ? (int)Math.Round((value - least) / range * (levels.Length - 1)) : levels.Length / 2]));
    }
}
