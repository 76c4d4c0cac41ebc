using ResNetFlowers.Imaging;
using ResNetFlowers.Inference;

namespace ResNetFlowers.Cli.Commands;

/// <summary>What <c>predict</c> writes beside what it says.</summary>
internal sealed class PredictionFiles
{
    private readonly string? _csv;
    private readonly LabelledCopies? _copies;

    private PredictionFiles(string? csv, LabelledCopies? copies)
    {
        _csv = csv;
        _copies = copies;
    }

    /// <summary>None.</summary>
    public static PredictionFiles None { get; } = new(csv: null, copies: null);

    /// <summary>Checks that they may be written; nothing is touched.</summary>
    /// <param name="csv">The table; null for none.</param>
    /// <param name="save">The folder of labelled copies; null for none.</param>
    /// <param name="force">Whether what is there may be replaced.</param>
    /// <param name="maxPixels">How many pixels a photo may have that is copied.</param>
    /// <exception cref="InputException">One may not.</exception>
    public static PredictionFiles Open(string? csv, string? save, bool force, long maxPixels)
    {
        if (csv is not null) PredictionTable.RequireFree(csv, force);
        return new PredictionFiles(csv, save is null ? null : LabelledCopies.Open(save, force, maxPixels));
    }

    /// <summary>Takes all predictions, one by one, for the table.</summary>
    public void Take(IEnumerable<Prediction> predictions)
    {
        if (_csv is not null) PredictionTable.Write(_csv, predictions);
        else foreach (Prediction _ in predictions) continue;
    }

    /// <summary>Copies a photo that could be read.</summary>
    /// <param name="photo">Its file.</param>
    /// <param name="prediction">What it was taken for.</param>
    /// <returns>Why it could not be copied; null where it was, or was not to be.</returns>
    public string? Copy(string photo, Prediction prediction)
    {
        if (prediction.Error is not null) return null;
        try
        {
            _copies?.Add(photo, prediction);
            return null;
        }
        catch (InvalidImageException exception)
        {
            return exception.Message;
        }
    }
}
