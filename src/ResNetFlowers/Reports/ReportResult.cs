using System.Text.Json.Serialization;
using ResNetFlowers.Metrics;
using ResNetFlowers.Training;

namespace ResNetFlowers.Reports;

/// <summary>What <see cref="RunReport"/> wrote.</summary>
/// <param name="Folder">Where everything is.</param>
/// <param name="Page">The page; null where none was asked for.</param>
/// <param name="Bytes">Of the page.</param>
/// <param name="Evaluation">What the best checkpoint makes of the validation photos.</param>
public sealed record ReportResult(string Folder, string? Page, long Bytes, [property: JsonIgnore] Evaluation Evaluation)
{
    /// <summary>Photos looked at.</summary>
    public long Images => Evaluation.Images;

    /// <summary>Share of photos whose most probable class was right, in [0, 1].</summary>
    public double Top1 => Evaluation.Top1;

    /// <summary>Expected calibration error at the checkpoint's temperature.</summary>
    public double CalibrationError => CalibrationCurve.Of(Evaluation.Logits, Evaluation.Temperature).ExpectedError;
}
