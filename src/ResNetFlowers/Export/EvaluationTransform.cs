using ResNetFlowers.Imaging.Transforms;
using ResNetFlowers.Training;

namespace ResNetFlowers.Export;

/// <summary>What is done to a photo before a network sees it, step by step.</summary>
internal static class EvaluationTransform
{
    /// <summary>The steps for evaluation and prediction, decoded photo to square.</summary>
    public static IReadOnlyList<IImageTransform> Of(Checkpoint checkpoint)
    {
        IImageTransform transform = TransformPresets.Validation(checkpoint.ImageSize);
        return transform is Compose several ? several.Steps : [transform];
    }
}
