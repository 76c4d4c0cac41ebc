using System.Globalization;
using ResNetFlowers.Metrics;

namespace ResNetFlowers.Reports.Charts;

/// <summary>A confusion matrix as a picture: a row a true class, its photos' shares as depth of colour.</summary>
internal static class MatrixChart
{
    private const double Target = 760;
    private const int LongestName = 24;

    /// <summary>Draws it; with many classes cells get small, but not too small to read.</summary>
    public static SvgWriter Draw(ConfusionMatrix matrix, IReadOnlyList<string> names)
    {
        int classes = matrix.Classes;
        double cell = Math.Clamp(Target / classes, 15, 64);
        double label = 24 + 7 * Math.Min(LongestName, names.Max(name => name.Length));
        (double left, double top) = (label + 20, label + 60);
        var svg = new SvgWriter(left + classes * cell + 16, top + classes * cell + 16, string.Create(
            CultureInfo.InvariantCulture, $"Confusion matrix of {classes} classes: {matrix.Hits} of {matrix.Total} photos on the diagonal"));
        svg.Text(16, 24, "Confusion matrix", "title");
        svg.Text(16, 42, "a row a true class, a column a predicted one", "muted");
        string size = cell < 17 ? "tiny" : cell < 26 ? "small" : "";
        string nameSize = cell < 17 ? "small" : "";
        for (int index = 0; index < classes; index++)
        {
            double middle = (index + 0.5) * cell;
            svg.Text(left - 6, top + middle + 4, Short(names[index]), $"end {nameSize}");
            svg.Text(left + middle + 4, top - 6, Short(names[index]), nameSize, upwards: true);
            long photos = Enumerable.Range(0, classes).Sum(predicted => matrix[index, predicted]);
            for (int predicted = 0; predicted < classes; predicted++)
            {
                long count = matrix[index, predicted];
                if (count == 0) continue;
                double depth = Depth(count, photos);
                svg.Rectangle(
                    left + predicted * cell, top + index * cell, cell, cell, index == predicted ? "first" : "second", depth,
                    index == predicted ? $"{names[index]}: {count} of {photos} right" : $"{names[index]} taken for {names[predicted]}: {count} of {photos}");
                svg.Text(left + (predicted + 0.5) * cell, top + middle + 4, count.ToString(CultureInfo.InvariantCulture), $"middle {size}{DepthStyle(depth)}");
            }
        }

        for (int index = 0; index <= classes; index++)
        {
            svg.Line(left, top + index * cell, left + classes * cell, top + index * cell, "grid");
            svg.Line(left + index * cell, top, left + index * cell, top + classes * cell, "grid");
        }

        return svg;
    }

    /// <summary>The depth of a cell's colour, in [0, 1]: by the root of its share, so that single mistakes are seen too.</summary>
    public static double Depth(long count, long photos) => count == 0 ? 0 : 0.12 + 0.88 * Math.Sqrt((double)count / photos);

    /// <summary>Classes of what is written on a colour, which light and dark pages read in their own way.</summary>
    public static string DepthStyle(double depth) => depth > 0.85 ? " deep deepest" : depth > 0.6 ? " deep" : "";

    private static string Short(string name) => name.Length <= LongestName ? name : $"{name[..(LongestName - 1)]}…";
}
