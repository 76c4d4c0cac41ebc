using ResNetFlowers.Data.Caching;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using ResNetFlowers.Models;
using ResNetFlowers.Training.Augmentation;
using ResNetFlowers.Training.Optimization;
using ResNetFlowers.Training.Optimization.Schedules;

namespace ResNetFlowers.Training.Options;

/// <content>What may be asked for.</content>
public sealed partial record TrainOptions
{
    /// <summary>More threads than this are a slip of the finger.</summary>
    private const int MaxThreads = 1024;

    // So are such rates and factors; of larger ones single precision could not even hold the products.
    private const double MaxRate = 1e18;
    private const string AboveZero = "give a number above 0, up to 1e18";

    internal const string On = "on";
    internal const string Off = "off";

    internal static readonly IReadOnlyList<string> GraphModes = [Auto, On, Off];

    internal static readonly IReadOnlyList<string> Balances = ["none", "weights", "sampling"];

    /// <summary>Checks everything that can be checked without looking at the disk.</summary>
    /// <exception cref="InputException">Options are out of range; the message names every one of them.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        void Require(bool holds, string property, string rule)
        {
            TrainOption option = OptionTable.Of(property);
            if (!holds) faults.Add($"--{option.Name} {option.Text(this)}: {rule}");
        }

        ResNetVariant.Named(Arch);
        Options.Recipe.Named(Recipe);
        FrozenPart frozen = FrozenPart.Parse(Freeze);
        Require(Weights is null || !string.IsNullOrWhiteSpace(Weights), nameof(Weights), "is empty; name a file, an https address or imagenet, or leave the option out");
        Require(Val is > 0 and < 1, nameof(Val), "give a share of the photos, above 0 and below 1");
        Require(Names is null || !string.IsNullOrWhiteSpace(Names), nameof(Names), "is empty; name a JSON file, or leave the option out");
        Require(UnfreezeAt == 0 || frozen != FrozenPart.None, nameof(UnfreezeAt), "nothing is frozen; give --freeze too");
        Require(UnfreezeAt is 0 or >= 2, nameof(UnfreezeAt), "give an epoch from 2 on, or 0 for never");
        Require(UnfreezeAt < 2 || UnfreezeAt <= Epochs, nameof(UnfreezeAt), $"comes after the last epoch; give an earlier one, or --epochs above {Epochs}");
        Require(UnfreezeLr is null || UnfreezeLr is > 0 and <= MaxRate, nameof(UnfreezeLr), AboveZero);
        Require(UnfreezeLr is null || UnfreezeAt != 0, nameof(UnfreezeLr), "nothing is unfrozen; give --unfreeze-at too");
        Require(Epochs >= 1, nameof(Epochs), "give at least 1");
        Require(Patience >= 0, nameof(Patience), "give 0 or more epochs");
        Require(BatchSize >= 1, nameof(BatchSize), "give at least 1");
        bool isSize = ImageSize is >= MinImageSize and <= MaxImageSize;
        Require(isSize, nameof(ImageSize), $"give {MinImageSize} to {MaxImageSize} pixels");
        long mostPhotos = isSize ? int.MaxValue / (3L * sizeof(float) * ImageSize * ImageSize) : int.MaxValue;
        Require(BatchSize <= mostPhotos, nameof(BatchSize), $"give at most {mostPhotos} with photos of {ImageSize} pixels");
        Require(MaxPixels is >= 1 and <= PixelLimit.Highest, nameof(MaxPixels), $"give 1 to {PixelLimit.Highest:N0} pixels");
        Require(Accumulate >= 1, nameof(Accumulate), "give at least 1");
        Require(Workers is null or >= 0 and <= MaxThreads, nameof(Workers), $"give 0 (decode on the training thread) to {MaxThreads}");
        Require(PhotoCaches.Names.Contains(Cache, StringComparer.Ordinal), nameof(Cache), $"choose one of {string.Join(", ", PhotoCaches.Names)}");
        Require(CacheDir is null || !string.IsNullOrWhiteSpace(CacheDir), nameof(CacheDir), "is empty; name a folder, or leave the option out");
        Require(Threads is null or >= 1 and <= MaxThreads, nameof(Threads), $"give 1 to {MaxThreads}");
        Require(SaveEvery >= 0, nameof(SaveEvery), "give 0 or more steps");
        Require(LogJson is null || !string.IsNullOrWhiteSpace(LogJson), nameof(LogJson), "is empty; name a file, or leave the option out");
        Require(Out is null || !string.IsNullOrWhiteSpace(Out), nameof(Out), "is empty; name the run's folder, or leave the option out");
        ValidateRecipe(Require);
        if (faults.Count > 0) throw new InputException(string.Join("; ", faults));
        ValidateTransforms();
    }

    private void ValidateRecipe(Action<bool, string, string> require)
    {
        void OneOf(IReadOnlyList<string> names, string value, string property) =>
            require(names.Contains(value, StringComparer.Ordinal), property, $"choose one of {string.Join(", ", names)}");
        void Within(double value, double least, double below, string property) =>
            require(value >= least && value < below, property, double.IsFinite(below) ? $"give {least} to below {below}" : $"give {least} or more");

        OneOf(OptimizerKinds.Names, Optimizer, nameof(Optimizer));
        OneOf(LearningRateSchedule.Names, Schedule, nameof(Schedule));
        if (!AugmentList.Is(Augment)) OneOf([Auto, .. TransformPresets.Names], Augment, nameof(Augment));
        OneOf([Auto, .. ValidationNames], Validation, nameof(Validation));
        OneOf([Auto, .. AugmentPlaces], AugmentOn, nameof(AugmentOn));
        OneOf(Balances, Balance, nameof(Balance));
        OneOf([Auto, .. Precisions.Names], Precision, nameof(Precision));
        OneOf(GraphModes, CudaGraph, nameof(CudaGraph));
        require(Lr is > 0 and <= MaxRate, nameof(Lr), AboveZero);
        require(StepSize >= 1, nameof(StepSize), "give at least 1");
        require(Gamma is > 0 and <= MaxRate, nameof(Gamma), AboveZero);
        require(Schedule == "multistep" || Milestones.Count == 0, nameof(Milestones), "only the multistep schedule has them; give --schedule multistep, or leave them out");
        require(Milestones.All(epoch => epoch >= 1), nameof(Milestones), "give epochs from 1 on");
        require(Schedule != "multistep" || Milestones.Count > 0, nameof(Milestones), "is empty; say after which epochs the learning rate drops, as in 30,60,80");
        require(Optimizer == "sgd" || Momentum == 0, nameof(Momentum), "only sgd takes one; give --optimizer sgd, or leave it out");
        require(Optimizer == "sgd" || !Nesterov, nameof(Nesterov), "only sgd has it; give --optimizer sgd, or leave it out");
        require(!Nesterov || Optimizer != "sgd" || Momentum > 0, nameof(Nesterov), "needs a --momentum above 0");
        require(StartScale is > 0 and <= 1, nameof(StartScale), "give a share of --image-size, above 0 and at most 1");
        require(GrowAt is >= 0 and <= 1, nameof(GrowAt), "give a share of the epochs, 0 to 1");
        Within(Momentum, 0, 1, nameof(Momentum));
        require(WeightDecay is null or (>= 0 and <= MaxRate), nameof(WeightDecay), "give 0 to 1e18");
        Within(Warmup, 0, double.PositiveInfinity, nameof(Warmup));
        Within(LabelSmoothing, 0, 1, nameof(LabelSmoothing));
        Within(ClipNorm, 0, double.PositiveInfinity, nameof(ClipNorm));
        Within(Ema, 0, 1, nameof(Ema));
        Within(Mixup, 0, double.PositiveInfinity, nameof(Mixup));
        Within(Cutmix, 0, double.PositiveInfinity, nameof(Cutmix));
    }

    /// <summary>Side of what the network sees while it learns in an epoch, in pixels.</summary>
    /// <param name="epoch">From 1.</param>
    /// <param name="plannedEpochs">Epochs that there will be.</param>
    internal int TrainSize(int epoch, int plannedEpochs) => epoch <= Math.Round(GrowAt * plannedEpochs) ? StartSize() : ImageSize;

    /// <summary>Side of what the network sees at first, in pixels: whole sixteenths, for they go well through five halvings.</summary>
    internal int StartSize() => StartScale == 1 ? ImageSize : Math.Max(MinImageSize, (int)Math.Round(ImageSize * StartScale / 16) * 16);

    /// <summary>
    /// Refuses a step that would spoil the network: the running variance of batch normalisation is over a channel's values less one
    /// (Ioffe and Szegedy 2015), and at the least image size the last stage has one value a photo.
    /// </summary>
    /// <param name="photos">Photos of the step.</param>
    /// <param name="size">Side of what the network sees, in pixels.</param>
    /// <exception cref="InputException">The photo is alone and the image size the least.</exception>
    internal void RequireVariance(int photos, int size)
    {
        if (photos > 1 || size > MinImageSize) return;
        throw new InputException(
            $"--batch-size {BatchSize}: leaves a step with one photo, too few for batch normalisation at {size} pixels; give another --batch-size, or an --image-size and --start-scale above {MinImageSize}");
    }
}
