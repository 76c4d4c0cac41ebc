using ResNetFlowers.Data.Caching;
using ResNetFlowers.Imaging.Transforms;
using ResNetFlowers.Models;
using ResNetFlowers.Training.Optimization;
using ResNetFlowers.Training.Optimization.Schedules;

namespace ResNetFlowers.Training.Options;

/// <summary>The values of options that take no others, or hardly any.</summary>
internal static class OptionChoices
{
    /// <summary>The choices of a property of <see cref="TrainOptions"/>; none where anything may stand.</summary>
    public static IReadOnlyList<string> Of(string property) => property switch
    {
        nameof(TrainOptions.Recipe) => [.. Recipe.All.Keys],
        nameof(TrainOptions.Arch) => [.. ResNetVariant.All.Select(variant => variant.Name)],
        nameof(TrainOptions.Freeze) => ["none", "0", "1", "2", "3", "4", "backbone"],
        nameof(TrainOptions.Augment) => [TrainOptions.Auto, .. TransformPresets.Names],
        nameof(TrainOptions.Validation) => [TrainOptions.Auto, .. TrainOptions.ValidationNames],
        nameof(TrainOptions.Optimizer) => OptimizerKinds.Names,
        nameof(TrainOptions.Schedule) => LearningRateSchedule.Names,
        nameof(TrainOptions.Balance) => TrainOptions.Balances,
        nameof(TrainOptions.AugmentOn) => [TrainOptions.Auto, .. TrainOptions.AugmentPlaces],
        nameof(TrainOptions.Cache) => PhotoCaches.Names,
        nameof(TrainOptions.Device) => [TrainOptions.Auto, "cpu", "cuda"],
        nameof(TrainOptions.Precision) => [TrainOptions.Auto, .. Precisions.Names],
        nameof(TrainOptions.CudaGraph) => TrainOptions.GraphModes,
        nameof(TrainOptions.Weights) => ["imagenet"],
        _ => [],
    };
}
