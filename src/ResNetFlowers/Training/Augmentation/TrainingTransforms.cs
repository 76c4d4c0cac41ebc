using ResNetFlowers.Imaging.Transforms;
using ResNetFlowers.Models;

namespace ResNetFlowers.Training.Augmentation;

/// <summary>The ways from photo to network that the options of a run ask for.</summary>
internal static class TrainingTransforms
{
    /// <summary>What <see cref="TrainOptions.Validation"/> can be, beside <see cref="TrainOptions.Auto"/>.</summary>
    public static IReadOnlyList<string> ValidationNames { get; } = ["middle", "square"];

    /// <summary>The transforms of a run.</summary>
    /// <param name="options">The run's options.</param>
    /// <param name="size">Side of what the network sees, in pixels: the options' image size, or their start size.</param>
    /// <exception cref="InputException">The options name something that there is not.</exception>
    public static TransformPreset Of(TrainOptions options, int size)
    {
        string augment = options.Augment == TrainOptions.Auto ? ResNetVariant.Named(options.Arch).Augment : options.Augment;
        TransformPreset preset = AugmentList.Is(augment) ? Of(AugmentList.Parse(augment, size), augment, size) : TransformPresets.Named(augment, size);
        return options.Validation switch
        {
            "middle" => preset with { Validation = Preprocessing.Middle(size) },
            "square" => preset with { Validation = Preprocessing.Square(size) },
            _ => preset,
        };
    }

    /// <summary>What is done to a photo in training, as torchvision prints it.</summary>
    public static string Describe(TransformPreset preset) =>
        $"{preset.Train}{(preset.AfterNormalization is { } last ? $", after normalization {last}" : "")}";

    /// <summary>Makes sure that a list of transforms does what the network needs.</summary>
    /// <exception cref="InputException">It does not; the message says which entry is to blame.</exception>
    public static void Validate(TrainOptions options)
    {
        if (!AugmentList.Is(options.Augment)) return;
        foreach (int size in new[] { options.ImageSize, options.StartSize() }.Distinct())
            TransformTrial.Require(AugmentList.Parse(options.Augment, size).Train, size);
    }

    private static TransformPreset Of(AugmentList list, string text, int size) => new()
    {
        Name = text,
        Train = list.Train,
        AfterNormalization = list.AfterNormalization,
        Validation = TransformPresets.Named(TransformPresets.Default, size).Validation,
    };
}
