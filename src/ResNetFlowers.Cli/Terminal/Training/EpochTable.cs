using System.Globalization;
using ResNetFlowers.Training.Runs;
using ResNetFlowers.Training.Timing;

namespace ResNetFlowers.Cli.Terminal.Training;

/// <summary>The finished epochs, a line each; on a narrow terminal without what the line does not hold.</summary>
internal static class EpochTable
{
    // The longest lines, with their mark for the best.
    private const int WidthWithTiming = 103;
    private const int WidthWithSpeed = 77;

    /// <param name="width">Columns that a line may take; null where nothing sets a limit.</param>
    public static string Header(int? width) => width switch
    {
        < WidthWithSpeed => "epoch      lr    loss     acc  val loss  val acc",
        < WidthWithTiming => "epoch      lr  train loss  train acc  val loss  val acc  img/s  seconds",
        _ => "epoch      lr  train loss  train acc  val loss  val acc  img/s  seconds  wait forw back step  val",
    };

    /// <param name="row">The epoch.</param>
    /// <param name="width">Columns that a line may take; null where nothing sets a limit.</param>
    public static string Row(EpochResult row, int? width)
    {
        string figures = width < WidthWithSpeed
            ? string.Create(CultureInfo.InvariantCulture, $"{row.TrainLoss,6:f4}  {row.TrainAccuracy,6:f4}  {row.ValLoss,8:f4}  {row.ValAccuracy,7:f4}")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{row.TrainLoss,10:f4}  {row.TrainAccuracy,9:f4}  {row.ValLoss,8:f4}  {row.ValAccuracy,7:f4}  {row.ImagesPerSecond,5:f1}  {row.Seconds,7:f1}");
        string shares = width < WidthWithTiming || row.Timing is not { } timing ? "" : Shares(timing);
        return string.Create(CultureInfo.InvariantCulture, $"{row.Epoch,5}  {row.Lr,6:g3}  {figures}{shares}{(row.IsBest ? "  best" : "")}");
    }

    /// <summary>Where the time of an epoch went, in words.</summary>
    public static string Seconds(EpochTiming timing) => string.Create(
        CultureInfo.InvariantCulture,
        $"       waited {timing.Data:f2} s for photos, forward {timing.Forward:f2} s, backward {timing.Backward:f2} s, steps {timing.Step:f2} s, validation {timing.Validation:f2} s, other {timing.Other:f2} s");

    /// <summary>The share of the epoch that its parts took; under each other, they tell at a glance what holds the rest up.</summary>
    private static string Shares(EpochTiming timing)
    {
        string Share(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(100 * seconds / timing.Total),4}%");
        return $" {Share(timing.Data)}{Share(timing.Forward)}{Share(timing.Backward)}{Share(timing.Step)}{Share(timing.Validation)}";
    }
}
