using ResNetFlowers.Imaging.Transforms;
using ResNetFlowers.Models;

namespace ResNetFlowers.Training;

/// <summary>The way from photo to network that the options of a run ask for.</summary>
internal static class TrainingTransforms
{
    /// <summary>The transforms of a run.</summary>
    /// <param name="options">The run's options.</param>
    /// <param name="size">Side of what the network sees, in pixels: the options' image size, or their start size.</param>
    /// <exception cref="InputException">The options name something that there is not.</exception>
    public static TransformPreset Of(TrainOptions options, int size) => TransformPresets.Named(
        options.Augment == TrainOptions.Auto ? ResNetVariant.Named(options.Arch).Augment : options.Augment, size);
}
