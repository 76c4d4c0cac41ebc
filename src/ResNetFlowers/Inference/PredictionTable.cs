using System.Globalization;
using ResNetFlowers.Formats.Csv;

namespace ResNetFlowers.Inference;

/// <summary>
/// Predictions as comma-separated values, RFC 4180 in UTF-8: <c>path,class,name,probability,unknown,error</c>, a line a photo, and a pair
/// of columns for each further class that was asked for, <c>class_2,probability_2,…</c>. Where it is not known whether a photo is unknown, that column
/// is empty. A photo that could not be read has an error and
/// else nothing.
/// </summary>
public static class PredictionTable
{
    /// <summary>Checks that the file may be written; nothing is touched.</summary>
    /// <param name="path">The file.</param>
    /// <param name="force">Whether a file of that name may be replaced.</param>
    /// <exception cref="InputException">It may not.</exception>
    public static void RequireFree(string path, bool force) => OutputFile.RequireFree(path, force, "--csv");

    /// <summary>Writes the file while predictions come, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="predictions">As many classes in each that has no error.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<Prediction> predictions) => AtomicFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        // How many columns there are is known with the first photo that can be read.
        var waiting = new List<Prediction>();
        int? classes = null;
        foreach (Prediction prediction in predictions)
        {
            waiting.Add(prediction);
            if (classes is null && prediction.Error is null) WriteHeader(writer, (classes = prediction.Top.Count).Value);
            if (classes is not { } count) continue;
            foreach (Prediction each in waiting) WriteLine(writer, each, count);
            waiting.Clear();
        }

        if (classes is null) WriteHeader(writer, 1);
        foreach (Prediction each in waiting) WriteLine(writer, each, 1);
    });

    private static void WriteHeader(StreamWriter writer, int classes) =>
        writer.WriteLine("path,class,name,probability,unknown,error" + string.Concat(Enumerable.Range(2, classes - 1).Select(rank => $",class_{rank},probability_{rank}")));

    private static void WriteLine(StreamWriter writer, Prediction prediction, int classes)
    {
        writer.Write(CsvField.Quote(prediction.Path));
        if (prediction.Error is { } error)
        {
            writer.WriteLine($",,,,,{CsvField.Quote(error)}{new string(',', 2 * (classes - 1))}");
            return;
        }

        ClassProbability best = prediction.Top[0];
        writer.Write($",{CsvField.Quote(best.Class)},{CsvField.Quote(best.Shown)},{Number(best)},{Text(prediction.IsUnknown)},");
        foreach (ClassProbability entry in prediction.Top.Skip(1)) writer.Write($",{CsvField.Quote(entry.Class)},{Number(entry)}");
        writer.WriteLine();
    }

    private static string Text(bool? isUnknown) => isUnknown switch
    {
        true => "true",
        false => "false",
        null => "",
    };

    private static string Number(ClassProbability entry) => entry.Probability.ToString("f6", CultureInfo.InvariantCulture);
}
