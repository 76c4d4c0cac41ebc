using System.Globalization;
using ResNetFlowers.Training.Runs;

namespace ResNetFlowers.Cli.Terminal.Training;

/// <summary>The finished epochs, a line each; on a narrow terminal without what the line does not hold.</summary>
internal static class EpochTable
{
    // The longest line, with its mark for the best.
    private const int FullWidth = 77;

    /// <param name="width">Columns that a line may take; null where nothing sets a limit.</param>
    public static string Header(int? width) => width < FullWidth
        ? "epoch      lr    loss     acc  val loss  val acc"
        : "epoch      lr  train loss  train acc  val loss  val acc  img/s  seconds";

    /// <param name="row">The epoch.</param>
    /// <param name="width">Columns that a line may take; null where nothing sets a limit.</param>
    public static string Row(EpochResult row, int? width)
    {
        string figures = width < FullWidth
            ? string.Create(CultureInfo.InvariantCulture, $"{row.TrainLoss,6:f4}  {row.TrainAccuracy,6:f4}  {row.ValLoss,8:f4}  {row.ValAccuracy,7:f4}")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{row.TrainLoss,10:f4}  {row.TrainAccuracy,9:f4}  {row.ValLoss,8:f4}  {row.ValAccuracy,7:f4}  {row.ImagesPerSecond,5:f1}  {row.Seconds,7:f1}");
        return string.Create(CultureInfo.InvariantCulture, $"{row.Epoch,5}  {row.Lr,6:g3}  {figures}{(row.IsBest ? "  best" : "")}");
    }
}
