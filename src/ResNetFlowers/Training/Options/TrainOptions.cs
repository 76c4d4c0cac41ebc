using System.ComponentModel;
using ResNetFlowers.Data.Caching;
using ResNetFlowers.Data.Lists;
using ResNetFlowers.Imaging;
using ResNetFlowers.Models;

namespace ResNetFlowers.Training.Options;

/// <summary>
/// What to train, on what, and how. The defaults stand here and nowhere else; a <see cref="Options.Recipe"/> is another set of them.
/// Every property is an option of <c>train</c> and a key of a configuration file (see <see cref="Options.OptionTable"/>), its
/// description the help's.
/// </summary>
public sealed partial record TrainOptions
{
    /// <summary>The least side that a ResNet, which halves it five times, leaves a pixel of.</summary>
    public const int MinImageSize = 32;

    /// <summary>The largest side of which a batch of ordinary size fits into memory.</summary>
    public const int MaxImageSize = 2048;

    /// <summary>Leaves a choice to the network.</summary>
    public const string Auto = "auto";

    /// <summary>The recipe that the other options started from; it changes nothing by itself any more.</summary>
    [Category(OptionCategory.Recipe)]
    [Description("Where the defaults come from: seed (plain), or strong (small sets, from scratch)")]
    public string Recipe { get; init; } = "seed";

    /// <summary>
    /// A folder with <c>train</c> and <c>val</c>, as <c>split</c> writes it; or a list of <c>path,label</c> and maybe <c>split</c> (.csv,
    /// .jsonl, .ndjson), whose paths begin from the list's folder.
    /// </summary>
    [Category(OptionCategory.Data)]
    [Description("Folder with train and val, or a list (.csv, .jsonl) of path,label or path,label,split")]
    public string Data { get; init; } = "data";

    /// <summary>The share of each class to check with where <see cref="Data"/> is a list that does not say, above 0 and below 1.</summary>
    [Category(OptionCategory.Data)]
    [Description("Share of each class to check with, for a list that does not say")]
    public double Val { get; init; } = 0.1;

    /// <summary>A JSON file of folder name to readable name, see <see cref="Data.Naming.ReadableNames"/>; null shows the folders' names.</summary>
    [Category(OptionCategory.Data)]
    [Description("Readable names of the classes, kept in the checkpoint: a JSON file of folder name to name, cat_to_name.json say")]
    public string? Names { get; init; }

    /// <summary>The name of a <see cref="ResNetVariant"/>.</summary>
    [Category(OptionCategory.Network)]
    [Description("The network; 'flowers train --arch help' lists all")]
    public string Arch { get; init; } = "resnet34";

    /// <summary>Weights to start from: a file, an https address or <c>imagenet</c>; null starts from fresh ones.</summary>
    [Category(OptionCategory.Network)]
    [Description("Start from these: a .pth, .pt or .safetensors file, an https address, or 'imagenet'")]
    public string? Weights { get; init; }

    /// <summary>What is not learned: <c>none</c>, the stem and the first 0 to 4 stages, or <c>backbone</c>, all but the head.</summary>
    [Category(OptionCategory.Network)]
    [Description("What is not learned: none, the stem and the first N stages, or backbone (all but the head)")]
    public string Freeze { get; init; } = "none";

    /// <summary>The epoch from which everything is learned, starting from the best weights so far; 0 never.</summary>
    [Category(OptionCategory.Network)]
    [Description("Learn everything from this epoch on, from the best weights so far; 0: never")]
    public int UnfreezeAt { get; init; }

    /// <summary>The learning rate from then on; null keeps <see cref="Lr"/>.</summary>
    [Category(OptionCategory.Network)]
    [Description("Learning rate from then on [default: --lr]")]
    public double? UnfreezeLr { get; init; }

    /// <summary>Whether each block's last batch norm starts at 0, so that each block starts as its shortcut (Goyal et al. 2017).</summary>
    [Category(OptionCategory.Network)]
    [Description("Start each block as its shortcut: the scale of its last batch norm 0")]
    public bool ZeroInit { get; init; }

    /// <summary>Whether the first convolution starts as the whitening of the photos' patches, see <see cref="Learning.StemWhitening"/>; not where weights are given.</summary>
    [Category(OptionCategory.Network)]
    [Description("Start the first convolution as the whitening of the photos' patches; not with --weights")]
    public bool Whiten { get; init; }

    /// <summary>Passes over the training photos, at least 1.</summary>
    [Category(OptionCategory.Length)]
    [Description("Passes over the training photos")]
    public int Epochs { get; init; } = 5;

    /// <summary>How long to train: the number of epochs, and with it the schedule, is cut to what fits; zero for as long as it takes.</summary>
    [Category(OptionCategory.Length)]
    [Description("Train for at most so long (90s, 20m, 1h30m): fewer epochs, and the schedule with them; 0: no limit")]
    public TimeSpan TimeBudget { get; init; }

    /// <summary>Epochs without a better validation accuracy after which training ends; 0 never ends it.</summary>
    [Category(OptionCategory.Length)]
    [Description("End after so many epochs without a better validation accuracy; 0: never")]
    public int Patience { get; init; }

    /// <summary>Photos that go through the network together, at least 1, at most as many as fit into 2 GiB.</summary>
    [Category(OptionCategory.Recipe)]
    [Description("Photos that go through the network together")]
    public int BatchSize { get; init; } = 16;

    /// <summary>Batches whose gradients add up to one step, at least 1.</summary>
    [Category(OptionCategory.Recipe)]
    [Description("Batches whose gradients add up to one step")]
    public int Accumulate { get; init; } = 1;

    /// <summary>Side of the square that the network sees, in pixels, <see cref="MinImageSize"/> to <see cref="MaxImageSize"/>.</summary>
    [Category(OptionCategory.Photos)]
    [Description("Side of what the network sees, in pixels")]
    public int ImageSize { get; init; } = 224;

    /// <summary>How many pixels a photo may have, 1 to <see cref="PixelLimit.Highest"/>; one of more is left out.</summary>
    [Category(OptionCategory.Data)]
    [Description("Leave out photos of more pixels")]
    public long MaxPixels { get; init; } = PixelLimit.Default;

    /// <summary>Threads that decode photos; null chooses by the machine.</summary>
    [Category(OptionCategory.Machine)]
    [Description("Threads that decode photos [default: by the machine]")]
    public int? Workers { get; init; }

    /// <summary>
    /// Where photos are cut, resized, changed and normalised: <c>cpu</c>, photo by photo; <c>device</c>, where the network is, whole batches
    /// at once; <c>auto</c> is <c>device</c> on CUDA, else <c>cpu</c>. The same random numbers make the same pictures, but for rounding.
    /// </summary>
    [Category(OptionCategory.Machine)]
    [Description("Where photos are augmented and normalised: cpu, or device (the GPU, whole batches at once); auto is device on a GPU")]
    public string AugmentOn { get; init; } = Auto;

    /// <summary>Where decoded photos are kept, one of <see cref="PhotoCaches.Names"/>; it changes no pixel.</summary>
    [Category(OptionCategory.Machine)]
    [Description("Keep decoded photos: none, ram, disk (for later runs too), or device (with --augment-on device, in the GPU's memory)")]
    public string Cache { get; init; } = PhotoCaches.None;

    /// <summary>The folder of the cache on the disk; null takes <see cref="CacheFolder.Find()"/>.</summary>
    [Category(OptionCategory.Machine)]
    [Description("Folder of --cache disk [default: resnet-flowers in the user's cache folder]")]
    public string? CacheDir { get; init; }

    /// <summary>Threads that libtorch computes with; null means all cores.</summary>
    [Category(OptionCategory.Machine)]
    [Description("Threads that libtorch computes with [default: all cores]")]
    public int? Threads { get; init; }

    /// <summary><c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</summary>
    [Category(OptionCategory.Machine)]
    [Description("auto, cpu, cuda or cuda:N")]
    public string Device { get; init; } = "auto";

    /// <summary>In what the network computes: <c>auto</c> or one of <see cref="Precisions.Names"/>.</summary>
    [Category(OptionCategory.Machine)]
    [Description("What the network computes in: fp32, tf32, bf16, or auto: bf16 on a GPU that has it, else fp32")]
    public string Precision { get; init; } = Auto;

    /// <summary>Whether whole steps are captured as a CUDA graph and replayed: one of <see cref="GraphModes"/>.</summary>
    [Category(OptionCategory.Machine)]
    [Description("Hand a GPU whole steps at once, captured as a CUDA graph: on, off, or auto: where that can be")]
    public string CudaGraph { get; init; } = Auto;

    /// <summary>Decides weights, order and augmentation.</summary>
    [Category(OptionCategory.Recipe)]
    [Description("Decides weights, order and augmentation")]
    public long Seed { get; init; }

    /// <summary>Steps after which <c>last.pth</c> is written inside an epoch; 0 writes it at the end of each epoch only.</summary>
    [Category(OptionCategory.Output)]
    [Description("Save after every so many steps, too; 0: at the end of each epoch")]
    public int SaveEvery { get; init; }

    /// <summary>Whether the index of training photos, with which <c>predict</c> knows what it does not know, is left out.</summary>
    [Category(OptionCategory.Output)]
    [Description("Leave out the index of training photos, for which they are looked at once more; then explain names no neighbours, predict nothing unknown")]
    public bool NoNeighbours { get; init; }

    /// <summary>Whether the curves are written for TensorBoard, too, into the run's folder.</summary>
    [Category(OptionCategory.Output)]
    [Description("Write the curves for TensorBoard, too, into the run's folder")]
    public bool Tensorboard { get; init; }

    /// <summary>A file that every event of the run is added to as a line of JSON; null writes none.</summary>
    [Category(OptionCategory.Output)]
    [Description("Add every event of the run to this file, a line of JSON each")]
    public string? LogJson { get; init; }

    /// <summary>The run's folder; null takes the next free <c>runs/ARCH-N</c>.</summary>
    [Category(OptionCategory.Output)]
    [Description("The run's folder [default: the next free runs/ARCH-N]")]
    public string? Out { get; init; }

    /// <summary>The folder from which the places of photos are told: <see cref="Data"/>, or where the list stands.</summary>
    internal string DataFolder() => ListFile.IsList(Data) ? Path.GetDirectoryName(Path.GetFullPath(Data))! : Data;
}
