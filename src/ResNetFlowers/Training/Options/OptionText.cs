using System.Globalization;
using System.Text.RegularExpressions;

namespace ResNetFlowers.Training.Options;

/// <summary>Values of options as text and back, the same on the command line and in a file.</summary>
internal static partial class OptionText
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>The text of a value; null for none.</summary>
    public static string? Write(object? value) => value switch
    {
        null => null,
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", Culture),
        TimeSpan span => WriteSpan(span),
        IReadOnlyList<int> numbers => string.Join(',', numbers.Select(number => number.ToString(Culture))),
        IFormattable formattable => formattable.ToString(format: null, Culture),
        _ => value.ToString(),
    };

    /// <summary>The value of a text.</summary>
    /// <exception cref="FormatException">The text is no such value; the message says what to give.</exception>
    public static object? Read(string? text, Type type)
    {
        Type required = Nullable.GetUnderlyingType(type) ?? type;
        if (required != type && string.IsNullOrEmpty(text)) return null;
        if (required == typeof(string)) return text;
        string trimmed = (text ?? "").Trim();
        if (required == typeof(int)) return int.TryParse(trimmed, NumberStyles.Integer, Culture, out int whole) ? whole : throw Wanted("a whole number");
        if (required == typeof(long)) return long.TryParse(trimmed, NumberStyles.Integer, Culture, out long large) ? large : throw Wanted("a whole number");
        if (required == typeof(double)) return double.TryParse(trimmed, NumberStyles.Float, Culture, out double number) ? number : throw Wanted("a number");
        if (required == typeof(bool)) return bool.TryParse(trimmed, out bool flag) ? flag : throw Wanted("true or false");
        if (required == typeof(TimeSpan)) return ReadSpan(trimmed);
        if (required == typeof(IReadOnlyList<int>)) return ReadList(trimmed);
        throw new ArgumentException($"an option of {required} has no text", nameof(type));
    }

    private static FormatException Wanted(string what) => new($"give {what}");

    private static int[] ReadList(string text) => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(part =>
        int.TryParse(part, NumberStyles.Integer, Culture, out int number) ? number : throw Wanted("whole numbers with commas between them, as in 30,60,80"))];

    private static TimeSpan ReadSpan(string text)
    {
        Match match = Span().Match(text);
        if (text.Length == 0 || !match.Success) throw Wanted("a time as in 90s, 20m or 1h30m");
        double Part(string name) => match.Groups[name] is { Success: true } group ? double.Parse(group.ValueSpan, NumberStyles.Float, Culture) : 0;
        double seconds = Part("h") * 3600 + Part("m") * 60 + Part("s");
        return seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : throw Wanted("a shorter time");
    }

    private static string WriteSpan(TimeSpan span)
    {
        string text = "";
        if (span.TotalHours >= 1) text += ((long)span.TotalHours).ToString(Culture) + "h";
        if (span.Minutes > 0) text += span.Minutes.ToString(Culture) + "m";
        double seconds = span.Seconds + span.Milliseconds / 1000.0;
        return seconds > 0 || text.Length == 0 ? text + seconds.ToString("0.###", Culture) + (span == TimeSpan.Zero ? "" : "s") : text;
    }

    // A bare number counts seconds.
    [GeneratedRegex(@"^(?:(?<h>\d+(?:\.\d+)?)h)?(?:(?<m>\d+(?:\.\d+)?)m)?(?:(?<s>\d+(?:\.\d+)?)s?)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Span();
}
