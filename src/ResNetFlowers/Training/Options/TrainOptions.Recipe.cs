using System.ComponentModel;

namespace ResNetFlowers.Training.Options;

/// <content>How it learns.</content>
public sealed partial record TrainOptions
{
    /// <summary>
    /// The name of a <see cref="Imaging.Transforms.TransformPreset"/>, or a list of transforms in YAML, with torchvision's names:
    /// <c>[{RandomResizedCrop: {scale: [0.3, 1]}}, RandomHorizontalFlip]</c>; <c>auto</c> takes the network's own.
    /// </summary>
    [Category(OptionCategory.Photos)]
    [Description("Augmentation: none, seed (crop and flip), flowers102, light or strong, or a list of transforms in YAML; auto is seed, and none for d2l-resnet18")]
    public string Augment { get; init; } = Auto;

    /// <summary>
    /// How photos are brought to size where nothing is random: <c>middle</c> (resize, and cut out the middle) or <c>square</c> (press into the
    /// square); <c>auto</c> takes what belongs to <see cref="Augment"/>, which is <c>middle</c> for a list.
    /// </summary>
    [Category(OptionCategory.Photos)]
    [Description("Photos for validation and prediction: middle (resize, cut out the middle) or square (pressed into it); auto is what belongs to --augment")]
    public string Validation { get; init; } = Auto;

    /// <summary>MixUp's α: pairs of photos are blended by Beta(α, α) (Zhang et al. 2018); 0 blends none.</summary>
    [Category(OptionCategory.Photos)]
    [Description("Blend pairs of photos by Beta(A, A): MixUp; 0: not")]
    public double Mixup { get; init; }

    /// <summary>CutMix's α: a box of one photo is pasted into another, its area by Beta(α, α) (Yun et al. 2019); 0 pastes none.</summary>
    [Category(OptionCategory.Photos)]
    [Description("Paste boxes of one photo into another by Beta(A, A): CutMix; 0: not")]
    public double Cutmix { get; init; }

    /// <summary>
    /// Share of <see cref="ImageSize"/> that the network sees in its first epochs, above 0 and at most 1: smaller pictures make more epochs in
    /// the same time ("Progressive resizing", Howard 2018). 1 begins with all of it.
    /// </summary>
    [Category(OptionCategory.Photos)]
    [Description("Share of --image-size that the network sees at first: smaller is faster")]
    public double StartScale { get; init; } = 1;

    /// <summary>The share of the epochs that <see cref="StartScale"/> is for, in [0, 1].</summary>
    [Category(OptionCategory.Photos)]
    [Description("Share of the epochs that --start-scale is for")]
    public double GrowAt { get; init; } = 0.8;

    /// <summary><c>adam</c>, <c>adamw</c> or <c>sgd</c>.</summary>
    [Category(OptionCategory.Recipe)]
    [Description("adam, adamw or sgd")]
    public string Optimizer { get; init; } = "adam";

    /// <summary>Learning rate, above 0: the highest of the schedule.</summary>
    [Category(OptionCategory.Recipe)]
    [Description("Learning rate: the highest of the schedule")]
    public double Lr { get; init; } = 0.001;

    /// <summary>SGD's momentum, in [0, 1); none unless asked for, as in PyTorch.</summary>
    [Category(OptionCategory.Recipe)]
    [Description("Momentum of sgd, 0.9 say")]
    public double Momentum { get; init; }

    /// <summary>Whether SGD's momentum is Nesterov's.</summary>
    [Category(OptionCategory.Recipe)]
    [Description("Nesterov's momentum for sgd")]
    public bool Nesterov { get; init; }

    /// <summary>Weight decay, at least 0; batch norms and biases are left alone. Null takes the optimizer's own: 0.01 of adamw, 0 of the others.</summary>
    [Category(OptionCategory.Recipe)]
    [Description("Weight decay; batch norms and biases are left alone [default: 0.01 for adamw, else 0]")]
    public double? WeightDecay { get; init; }

    /// <summary><c>step</c>, <c>multistep</c>, <c>cosine</c>, <c>onecycle</c> or <c>constant</c>.</summary>
    [Category(OptionCategory.Recipe)]
    [Description("How the learning rate changes: step, multistep, cosine, onecycle or constant")]
    public string Schedule { get; init; } = "step";

    /// <summary>Epochs between two drops of schedule <c>step</c>, at least 1.</summary>
    [Category(OptionCategory.Recipe)]
    [Description("step: epochs between drops")]
    public int StepSize { get; init; } = 10;

    /// <summary>The epochs after which schedule <c>multistep</c> drops, rising.</summary>
    [Category(OptionCategory.Recipe)]
    [Description("multistep: the epochs of its drops, as in 30,60,80")]
    public IReadOnlyList<int> Milestones { get; init; } = [];

    /// <summary>What a drop multiplies the learning rate by, above 0.</summary>
    [Category(OptionCategory.Recipe)]
    [Description("step and multistep: what a drop multiplies by")]
    public double Gamma { get; init; } = 0.5;

    /// <summary>Epochs, whole or not, in which the learning rate rises linearly from nothing, at least 0.</summary>
    [Category(OptionCategory.Recipe)]
    [Description("Epochs in which the learning rate rises linearly at the start")]
    public double Warmup { get; init; }

    /// <summary>Share of the target that is spread over all classes, in [0, 1) (Szegedy et al. 2016).</summary>
    [Category(OptionCategory.Recipe)]
    [Description("Share of the target that is spread over all classes")]
    public double LabelSmoothing { get; init; }

    /// <summary>The gradients' largest Euclidean norm, all together; 0 leaves them as they are.</summary>
    [Category(OptionCategory.Recipe)]
    [Description("Largest norm of the gradients together; 0: as they are")]
    public double ClipNorm { get; init; }

    /// <summary>Decay of the moving average of the weights, in [0, 1); 0 keeps none.</summary>
    [Category(OptionCategory.Recipe)]
    [Description("Decay of a moving average of the weights, which then is what is kept as best; 0: none")]
    public double Ema { get; init; }

    /// <summary>What evens out uneven classes: <c>none</c>, <c>weights</c> (of the loss) or <c>sampling</c>.</summary>
    [Category(OptionCategory.Data)]
    [Description("Even out uneven classes: none, weights (in the loss) or sampling")]
    public string Balance { get; init; } = "none";
}
