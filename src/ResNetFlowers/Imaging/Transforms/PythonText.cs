using System.Globalization;

namespace ResNetFlowers.Imaging.Transforms;

/// <summary>Values as Python's <c>repr</c> writes them, so that a transform prints as torchvision's does.</summary>
internal static class PythonText
{
    /// <summary>A float: the fewest digits that give it back, with a decimal point.</summary>
    public static string Float(double value)
    {
        string digits = value.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant();
        return digits.AsSpan().ContainsAny('.', 'e', 'n') ? digits : digits + ".0";
    }

    /// <summary>A float rounded to four decimals.</summary>
    public static string Rounded(double value) => Float(Math.Round(value, 4));

    /// <summary>A list of the ends of intervals.</summary>
    public static string List(params ReadOnlySpan<Interval> intervals)
    {
        var ends = new List<string>();
        foreach (Interval interval in intervals)
        {
            ends.Add(Float(interval.Low));
            ends.Add(Float(interval.High));
        }

        return $"[{string.Join(", ", ends)}]";
    }

    /// <summary>A whole number without, another with decimals.</summary>
    public static string Number(double value) =>
        double.IsInteger(value) ? value.ToString("F0", CultureInfo.InvariantCulture) : Float(value);

    /// <summary>A truth value.</summary>
    public static string Bool(bool value) => value ? "True" : "False";

    /// <summary>The name of an interpolation mode's value.</summary>
    public static string Name(InterpolationMode mode) => mode switch
    {
        InterpolationMode.Nearest => "nearest",
        InterpolationMode.Bilinear => "bilinear",
        InterpolationMode.Bicubic => "bicubic",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "is no interpolation mode"),
    };
}
