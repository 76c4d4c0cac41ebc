using ResNetFlowers.Data.Naming;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;
using ResNetFlowers.Weights;

namespace ResNetFlowers.Training;

/// <summary>What is about to be trained.</summary>
public sealed record TrainingPlan
{
    /// <summary>The run's folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Where it runs.</summary>
    public required string Device { get; init; }

    /// <summary>In what it computes.</summary>
    public required Precision Precision { get; init; }

    /// <summary>CPU threads of libtorch.</summary>
    public required int Threads { get; init; }

    /// <summary>The names of the classes.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>What they are called where people read them.</summary>
    public required ReadableNames Names { get; init; }

    /// <summary>Training photos.</summary>
    public required int TrainImages { get; init; }

    /// <summary>Validation photos.</summary>
    public required int ValImages { get; init; }

    /// <summary>Numbers of the network.</summary>
    public required long Parameters { get; init; }

    /// <summary>What is learned of them.</summary>
    public required IReadOnlyList<LearnedParameter> Learned { get; init; }

    /// <summary>What was loaded to start from; null where nothing was.</summary>
    public LoadedWeights? Weights { get; init; }

    /// <summary>What is done to a photo in training, as torchvision prints it.</summary>
    public required string Augmentation { get; init; }

    /// <summary>Everything asked for.</summary>
    public required TrainOptions Options { get; init; }

    /// <summary>The epoch to begin with, from 1: above 1 where a run goes on.</summary>
    public required int FirstEpoch { get; init; }

    /// <summary>Its first batch, from 1: above 1 where a run goes on inside an epoch.</summary>
    public required int FirstBatch { get; init; }

    /// <summary>The epochs that are done already where a run goes on.</summary>
    public IReadOnlyList<EpochResult> EarlierEpochs { get; init; } = [];
}

/// <summary>A tensor that is learned.</summary>
/// <param name="Name">Its key in the state dict.</param>
/// <param name="Count">Its numbers.</param>
public sealed record LearnedParameter(string Name, long Count);
