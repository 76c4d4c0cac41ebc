using System.Globalization;
using System.Text;
using ResNetFlowers.Data.Lists;
using ResNetFlowers.Formats.Csv;

namespace ResNetFlowers.Training.Runs;

/// <summary>What a run's best network makes of a validation photo; a line of <c>predictions.csv</c>.</summary>
/// <param name="Path">The photo.</param>
/// <param name="True">Its class.</param>
/// <param name="Predicted">The most probable one.</param>
/// <param name="Probability">How probable, at the checkpoint's temperature, in [0, 1].</param>
public sealed record PredictionRow(string Path, string True, string Predicted, double Probability)
{
    /// <summary>Whether the most probable class is the true one.</summary>
    public bool IsHit => Predicted == True;
}

/// <summary><c>predictions.csv</c>: RFC 4180 in UTF-8, a line a photo.</summary>
public static class PredictionsFile
{
    private const string Header = "path,true,predicted,probability";

    /// <summary>Writes all lines, whole or not at all.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<PredictionRow> rows)
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (PredictionRow row in rows)
        {
            text.Append(
                CultureInfo.InvariantCulture, $"{CsvField.Quote(row.Path)},{CsvField.Quote(row.True)},{CsvField.Quote(row.Predicted)},{row.Probability:f6}\n");
        }

        AtomicFile.WriteText(path, text.ToString());
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InputException">The file is missing or is not what was written.</exception>
    public static IReadOnlyList<PredictionRow> Read(string path)
    {
        if (!File.Exists(path)) throw Unfit("is missing");
        using StreamReader text = File.OpenText(path);
        var reader = new CsvReader(text);
        var rows = new List<PredictionRow>();
        try
        {
            if (!reader.Read() || string.Join(',', reader.Fields) != Header) throw Unfit($"does not begin with the line '{Header}'");
            while (reader.Read())
            {
                if (reader.Fields is not [var photo, var actual, var predicted, var number] || !double.TryParse(number, CultureInfo.InvariantCulture, out double probability))
                    throw Unfit($"line {reader.Line} is none that 'train' wrote");
                rows.Add(new PredictionRow(photo, actual, predicted, probability));
            }
        }
        catch (InvalidDataException exception)
        {
            throw Unfit(exception.Message.TrimEnd('.'));
        }

        return rows;

        InputException Unfit(string reason) => new($"{path}: {reason}; 'flowers report RUN' writes it anew");
    }
}
