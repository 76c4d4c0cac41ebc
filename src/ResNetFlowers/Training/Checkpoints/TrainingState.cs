using ResNetFlowers.Formats;
using ResNetFlowers.Training.Learning;

namespace ResNetFlowers.Training.Checkpoints;

/// <summary>
/// Where a run stands, beside its weights: what <c>last.pth</c> keeps under <c>training</c> to go on as if nothing had happened. What
/// is random follows from seed, epoch and sample alone, so that no generator's state belongs to it.
/// </summary>
internal sealed record TrainingState
{
    /// <summary>Epochs that are done, validation included.</summary>
    public int Epochs { get; init; }

    /// <summary>Batches of the next epoch that have been learned from, or were left out.</summary>
    public int Batches { get; init; }

    /// <summary>What those batches added up to.</summary>
    public MeterSums Sums { get; init; } = new(0, 0, 0);

    /// <summary>The epoch of the highest validation accuracy, the first if there are several; 0 before the first epoch is done.</summary>
    public int BestEpoch { get; init; }

    /// <summary>That accuracy, in [0, 1]; -1 before the first epoch is done.</summary>
    public double BestAccuracy { get; init; } = -1;

    /// <summary>How many epochs there will be: <see cref="Options.TrainOptions.Epochs"/>, or fewer where the time does not suffice.</summary>
    public required int PlannedEpochs { get; init; }

    /// <summary>The options of the run that decide its outcome, as <see cref="Options.OptionsFile"/> writes them.</summary>
    public required string Options { get; init; }

    /// <summary>The photos it learns from and is checked with, as <see cref="TrainingData.Fingerprint"/> says.</summary>
    public required string Data { get; init; }

    public DictValue ToDict() => new()
    {
        ["epochs"] = (long)Epochs,
        ["batches"] = (long)Batches,
        ["images"] = Sums.Images,
        ["loss_sum"] = TensorData.Exact(Sums.Loss),
        ["hits"] = Sums.Hits,
        ["best_epoch"] = (long)BestEpoch,
        ["best_acc"] = TensorData.Exact(BestAccuracy),
        ["planned_epochs"] = (long)PlannedEpochs,
        ["options"] = Options,
        ["data"] = Data,
    };

    /// <exception cref="InputException">An entry is missing or out of range.</exception>
    public static TrainingState From(CheckpointFields fields)
    {
        int epochs = fields.Whole("epochs", least: 0);
        return new TrainingState
        {
            Epochs = epochs,
            Batches = fields.Whole("batches", least: 0),
            Sums = new MeterSums(fields.Whole("images", least: 0), fields.Double("loss_sum"), fields.Whole("hits", least: 0)),
            BestEpoch = fields.Whole("best_epoch", least: 0, most: epochs),
            BestAccuracy = fields.Double("best_acc"),
            PlannedEpochs = fields.Whole("planned_epochs", least: 1),
            Options = fields.Text("options"),
            Data = fields.Text("data"),
        };
    }
}
