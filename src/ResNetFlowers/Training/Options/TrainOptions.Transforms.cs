using ResNetFlowers.Imaging.Transforms;
using ResNetFlowers.Models;
using ResNetFlowers.Training.Augmentation;

namespace ResNetFlowers.Training.Options;

/// <content>The ways from photo to network that are asked for.</content>
public sealed partial record TrainOptions
{
    internal static readonly IReadOnlyList<string> ValidationNames = ["middle", "square"];

    internal const string OnDevice = "device";

    internal static readonly IReadOnlyList<string> AugmentPlaces = ["cpu", OnDevice];

    /// <summary>The transforms of training and of validation.</summary>
    /// <param name="size">Side of what the network sees, in pixels: <see cref="ImageSize"/> or the start size.</param>
    /// <exception cref="InputException">The options name something that there is not.</exception>
    internal TransformPreset Transforms(int size)
    {
        string augment = Augment == Auto ? ResNetVariant.Named(Arch).Augment : Augment;
        TransformPreset preset = AugmentList.Is(augment) ? FromList(augment, size) : TransformPresets.Named(augment, size);
        return Validation switch
        {
            "middle" => preset with { Validation = Preprocessing.Middle(size) },
            "square" => preset with { Validation = Preprocessing.Square(size) },
            _ => preset,
        };
    }

    private static TransformPreset FromList(string text, int size)
    {
        AugmentList list = AugmentList.Parse(text, size);
        return new TransformPreset
        {
            Name = text,
            Train = list.Train,
            AfterNormalization = list.AfterNormalization,
            Validation = TransformPresets.Named(TransformPresets.Default, size).Validation,
        };
    }

    /// <summary>Makes sure that a list of transforms does what the network needs.</summary>
    /// <exception cref="InputException">It does not; the message says which entry is to blame.</exception>
    private void ValidateTransforms()
    {
        if (!AugmentList.Is(Augment)) return;
        foreach (int size in new[] { ImageSize, StartSize() }.Distinct()) TransformTrial.Require(AugmentList.Parse(Augment, size).Train, size);
    }
}
