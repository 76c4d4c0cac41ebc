using ResNetFlowers.Training;

namespace ResNetFlowers.Cli.Terminal.Training;

/// <summary>What a phase of a training is called.</summary>
internal static class PhaseText
{
    public static string Of(TrainingPhase phase) => phase switch
    {
        TrainingPhase.Train => "train",
        TrainingPhase.Validate => "val",
        TrainingPhase.Neighbours => "neighbours",
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "Not a phase."),
    };
}
