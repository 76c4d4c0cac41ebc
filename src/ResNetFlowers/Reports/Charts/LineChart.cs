using System.Globalization;

namespace ResNetFlowers.Reports.Charts;

/// <summary>A line of a chart.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Style">Its class, <c>first</c> or <c>second</c>.</param>
/// <param name="Values">A number an epoch, from the first; what is not finite is left out.</param>
internal sealed record Series(string Name, string Style, IReadOnlyList<double> Values);

/// <summary>Numbers epoch by epoch.</summary>
internal static class LineChart
{
    private const double Width = 560;
    private const double Height = 330;
    private const double Left = 62;
    private const double Right = 540;
    private const double Top = 64;
    private const double Bottom = 280;

    // More points than this run into each other.
    private const int MostPoints = 60;

    /// <summary>Draws it.</summary>
    /// <param name="title">What it is about.</param>
    /// <param name="series">Its lines, of at least one epoch.</param>
    /// <param name="best">The epoch to mark, from 1; 0 for none.</param>
    /// <param name="percent">Whether the numbers are shares, from 0 to at most 1.</param>
    public static SvgWriter Draw(string title, IReadOnlyList<Series> series, int best, bool percent)
    {
        int epochs = series.Max(line => line.Values.Count);
        var svg = new SvgWriter(Width, Height, $"{title}, {epochs} epochs: {string.Join("; ", series.Select(Summary))}");
        var x = new Axis(epochs == 1 ? 0.5 : 1, epochs == 1 ? 1.5 : epochs, Left, Right);
        var y = Axis.Around(series.SelectMany(line => line.Values), fromZero: true, Bottom, Top);
        svg.Text(Left, 24, title, "title");
        foreach (double tick in y.Ticks(6))
        {
            svg.Line(Left, y.At(tick), Right, y.At(tick), "grid");
            svg.Text(Left - 8, y.At(tick) + 4, Number(tick, percent), "tick end");
        }

        foreach (double tick in x.Ticks(10, smallestStep: 1)) svg.Text(x.At(tick), Bottom + 20, tick.ToString(CultureInfo.InvariantCulture), "tick middle");
        svg.Text((Left + Right) / 2, Bottom + 40, "epoch", "muted middle");
        if (best > 0)
        {
            svg.Line(x.At(best), Top, x.At(best), Bottom, "mark");
            bool isLate = best > epochs / 2.0;
            svg.Text(x.At(best) + (isLate ? -6 : 6), Top - 4, $"best: epoch {best}", isLate ? "muted end" : "muted");
        }

        double legend = Left;
        foreach (Series line in series)
        {
            svg.Line(legend, 42, legend + 22, 42, $"{line.Style}");
            svg.Text(legend + 28, 46, line.Name, line.Style);
            legend += 48 + 8 * line.Name.Length;
            Draw(svg, line, x, y, percent);
        }

        return svg;
    }

    private static void Draw(SvgWriter svg, Series line, Axis x, Axis y, bool percent)
    {
        List<(int Epoch, double Value)> points = [.. line.Values.Select((value, index) => (index + 1, value)).Where(point => double.IsFinite(point.value))];
        svg.Polyline(points.Select(point => (x.At(point.Epoch), y.At(point.Value))), line.Style);
        if (points.Count > MostPoints) return;
        foreach ((int epoch, double value) in points)
            svg.Circle(x.At(epoch), y.At(value), 3, line.Style, string.Create(CultureInfo.InvariantCulture, $"epoch {epoch}, {line.Name}: {(percent ? $"{100 * value:f1} %" : $"{value:f4}")}"));
    }

    private static string Number(double value, bool percent) =>
        percent ? string.Create(CultureInfo.InvariantCulture, $"{100 * value:0.##} %") : value.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Summary(Series line) =>
        string.Create(CultureInfo.InvariantCulture, $"{line.Name} from {line.Values[0]:g3} to {line.Values[^1]:g3}");
}
