using System.Runtime.InteropServices;

namespace ResNetFlowers.Reports.Charts;

/// <summary>Numbers along a side of a chart.</summary>
/// <param name="Low">The first number.</param>
/// <param name="High">The last one, above <paramref name="Low"/>.</param>
/// <param name="From">Where the first one is, in pixels.</param>
/// <param name="To">Where the last one is.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Axis(double Low, double High, double From, double To)
{
    /// <summary>Where a number is, in pixels.</summary>
    public double At(double value) => From + (value - Low) / (High - Low) * (To - From);

    /// <summary>Round numbers within the axis: 1, 2 or 5 times a power of ten apart, as many as that gives, but no more than wanted.</summary>
    /// <param name="most">At least 2.</param>
    /// <param name="smallestStep">They are not closer than this.</param>
    public IReadOnlyList<double> Ticks(int most, double smallestStep = 0)
    {
        double step = Step((High - Low) / (most - 1), smallestStep);
        double first = Math.Ceiling(Low / step - 1e-9);
        int count = (int)(Math.Floor(High / step + 1e-9) - first) + 1;
        return [.. Enumerable.Range(0, count).Select(index => Math.Round((first + index) * step, 12))];
    }

    /// <summary>An axis from 0, or a round number below the values, to one above them.</summary>
    public static Axis Around(IEnumerable<double> values, bool fromZero, double from, double to)
    {
        List<double> finite = [.. values.Where(double.IsFinite)];
        double low = fromZero || finite.Count == 0 ? 0 : finite.Min();
        double high = finite.Count == 0 ? 1 : finite.Max();
        if (high <= low) high = low + 1;
        double step = Step((high - low) / 5, 0);
        return new Axis(Math.Floor(low / step + 1e-9) * step, Math.Ceiling(high / step - 1e-9) * step, from, to);
    }

    private static double Step(double least, double smallestStep)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        double step = new[] { 1, 2, 5, 10 }.Select(factor => factor * power).First(candidate => candidate >= least * (1 - 1e-9));
        return Math.Max(step, smallestStep);
    }
}
