using System.Globalization;
using ResNetFlowers.Metrics;

namespace ResNetFlowers.Reports.Charts;

/// <summary>How often a network is right when it says so probably: on the diagonal it is as often as it says.</summary>
internal static class CalibrationChart
{
    private const double Side = 320;
    private const double Left = 62;
    private const double Top = 64;

    /// <summary>Draws the curve before and after temperature scaling; a spot's area is its bin's share of the photos.</summary>
    public static SvgWriter Draw(CalibrationCurve before, CalibrationCurve after)
    {
        var svg = new SvgWriter(Left + Side + 20, Top + Side + 56, string.Create(
            CultureInfo.InvariantCulture, $"Accuracy by confidence: calibration error {before.ExpectedError:f4} before and {after.ExpectedError:f4} after temperature scaling"));
        var x = new Axis(0, 1, Left, Left + Side);
        var y = new Axis(0, 1, Top + Side, Top);
        svg.Text(Left, 24, "Calibration", "title");
        foreach (double tick in x.Ticks(6))
        {
            svg.Line(Left, y.At(tick), Left + Side, y.At(tick), "grid");
            svg.Text(Left - 8, y.At(tick) + 4, string.Create(CultureInfo.InvariantCulture, $"{100 * tick:0} %"), "tick end");
            svg.Text(x.At(tick), Top + Side + 20, string.Create(CultureInfo.InvariantCulture, $"{100 * tick:0} %"), "tick middle");
        }

        svg.Line(x.At(0), y.At(0), x.At(1), y.At(1), "mark");
        svg.Text(Left + Side / 2, Top + Side + 42, "probability of the predicted class", "muted middle");
        svg.Text(16, Top + Side / 2, "accuracy", "muted middle", upwards: true);
        Draw(svg, before, "second", "before", Left, x, y);
        Draw(svg, after, "first", "after scaling", Left + 96, x, y);
        return svg;
    }

    private static void Draw(SvgWriter svg, CalibrationCurve curve, string style, string name, double legend, Axis x, Axis y)
    {
        svg.Line(legend, 42, legend + 22, 42, style);
        svg.Text(legend + 28, 46, name, style);
        List<CalibrationBin> bins = [.. curve.Bins.Where(bin => bin.Count > 0)];
        double photos = bins.Sum(bin => bin.Count);
        svg.Polyline(bins.Select(bin => (x.At(bin.Confidence), y.At(bin.Accuracy))), style);
        foreach (CalibrationBin bin in bins)
        {
            svg.Circle(x.At(bin.Confidence), y.At(bin.Accuracy), 2.5 + 9 * Math.Sqrt(bin.Count / photos), style, string.Create(
                CultureInfo.InvariantCulture, $"{name}: {bin.Count} photos, probability {100 * bin.Confidence:f1} %, accuracy {100 * bin.Accuracy:f1} %"));
        }
    }
}
