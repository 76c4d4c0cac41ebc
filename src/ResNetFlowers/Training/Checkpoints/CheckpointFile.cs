using ResNetFlowers.Capabilities;
using ResNetFlowers.Formats;
using ResNetFlowers.Formats.PyTorch;
using ResNetFlowers.Models;
using ResNetFlowers.Training.Learning;
using ResNetFlowers.Training.Optimization;
using ResNetFlowers.Weights;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetFlowers.Training.Checkpoints;

/// <summary>
/// Checkpoints on disk, in PyTorch's format: a dict of <c>state_dict</c>, <c>arch</c>, <c>classes</c>, <c>image_size</c>, <c>resize</c>, <c>mean</c>,
/// <c>std</c>, <c>epoch</c>, <c>best_acc</c>, <c>temperature</c>, <c>optimizer</c> and <c>training</c> (see <see cref="TrainingState"/>), and where classes have readable names
/// <c>names</c>, a dict of class to name. Fractions are float tensors, because the restricted unpickler of
/// PyTorch 1.13 knows no Python float.
/// </summary>
public sealed class CheckpointFile : IDisposable
{
    private const string KeptWeights = "state_dict";
    private const string RawWeights = "raw_state_dict";
    private const string AverageUpdates = "ema_updates";
    private const string ReadableClasses = "names";

    private readonly string _path;
    private readonly TorchFile _file;
    private readonly CheckpointFields _fields;

    private CheckpointFile(string path, TorchFile file, CheckpointFields fields, Checkpoint checkpoint)
    {
        _path = path;
        _file = file;
        _fields = fields;
        Checkpoint = checkpoint;
    }

    /// <summary>What the file says of its weights.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>
    /// Writes a checkpoint, whole or not at all. Where an average of the weights is kept, it is the <c>state_dict</c>, for that is what to
    /// use, and the weights as the optimizer left them are the <c>raw_state_dict</c>.
    /// </summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    internal static void Save(
        string path, Checkpoint checkpoint, ResNet model, OptimizerHelper optimizer, WeightAverage? average, TrainingState state)
    {
        using var tensors = new TensorExport();
        TorchFile.Write(path, Describe(checkpoint, model, optimizer, average, state, tensors));
    }

    /// <summary>Copies what <see cref="Save"/> would write.</summary>
    /// <returns>Writes it, from any thread, however the network has changed; to be called once.</returns>
    internal static Action Snapshot(
        string path, Checkpoint checkpoint, ResNet model, OptimizerHelper optimizer, WeightAverage? average, TrainingState state)
    {
        var tensors = new TensorSnapshot();
        DictValue root = Describe(checkpoint, model, optimizer, average, state, tensors);
        return () =>
        {
            using (tensors) TorchFile.Write(path, root);
        };
    }

    /// <summary>Opens a checkpoint and reads what it says of its weights; libtorch is not needed yet.</summary>
    /// <param name="path">A file that <see cref="Save"/> or a PyTorch program with the same keys wrote.</param>
    /// <exception cref="InputException">The file is missing, cut short or not a checkpoint of ours.</exception>
    public static CheckpointFile Open(string path)
    {
        TorchFile file = TorchFile.Open(path);
        try
        {
            var fields = new CheckpointFields(path, file.Root);
            fields.Dict(KeptWeights);
            return new CheckpointFile(path, file, fields, new Checkpoint
            {
                Arch = fields.Text("arch"),
                Classes = fields.Names("classes"),
                Names = fields.ReadableNames(ReadableClasses),
                Preprocessing = fields.Preprocessing("image_size", "resize"),
                Normalization = fields.Normalization("mean", "std"),
                Epoch = fields.Whole("epoch", least: 0),
                BestAccuracy = fields.Floats("best_acc", 1)[0],
                Temperature = fields.Positive("temperature", otherwise: 1),
            });
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Where the run stood that wrote the file.</summary>
    /// <exception cref="InputException">The file does not say.</exception>
    internal TrainingState State => TrainingState.From(_fields.Fields("training"));

    /// <summary>
    /// Builds the network with the weights in the file that are to be used, in evaluation mode on the CPU. They stay in the file, mapped,
    /// for as long as the network lives, where the provider can do so.
    /// </summary>
    /// <exception cref="InputException">The file is damaged, or the weights are not those of the arch that it names.</exception>
    public ResNet BuildModel() => Build(_fields.Dict(KeptWeights), VerifyOnly, TensorCopy.Lend);

    /// <summary>Builds the network with the weights as the optimizer left them, to go on from there.</summary>
    /// <exception cref="InputException">As <see cref="BuildModel"/>.</exception>
    internal ResNet BuildRawModel() => Build(_fields.OptionalDict(RawWeights) ?? _fields.Dict(KeptWeights), _ => _file.Verify(), TensorCopy.Copy);

    /// <summary>Overwrites a network's weights with those that are to be used.</summary>
    /// <param name="model">A network of the same arch and classes, on any device.</param>
    /// <exception cref="InputException">As <see cref="BuildModel"/>.</exception>
    internal void LoadInto(nn.Module model)
    {
        using ResNet kept = BuildModel();
        using IDisposable _ = no_grad();
        Dictionary<string, Tensor> own = model.state_dict();
        foreach ((string key, Tensor tensor) in kept.state_dict()) own[key].copy_(tensor);
    }

    /// <summary>Puts an optimizer and the average of the weights back to where they were.</summary>
    /// <param name="learner">One with the same options, whose network has the weights of <see cref="BuildRawModel"/>.</param>
    /// <exception cref="InputException">The state is not one of this optimizer, or there is no average.</exception>
    internal void LoadInto(Learner learner)
    {
        OptimizerStateDict.Load(learner.Optimizer, _fields.Dict("optimizer"), _path);
        if (learner.Average is not { } average) return;
        LoadInto(average.Average);
        average.Updates = _fields.Whole(AverageUpdates, least: 0);
    }

    private ResNet Build(DictValue weights, Action<DictValue> verify, Action<TensorData, Tensor> put)
    {
        ResNetVariant variant = ResNetVariant.All.FirstOrDefault(known => known.Name == Checkpoint.Arch)
            ?? throw new InputException($"{_path}: is a checkpoint of '{Checkpoint.Arch}', which this program does not know");

        // Checking the file's sums goes on beside the loading of libtorch, which the first layer sets off.
        Task verified = Task.Run(() => verify(weights));
        ResNet model;
        try
        {
            model = Uninitialized(variant);
        }
        finally
        {
            // Whatever happens (no libtorch, say), the file must not be closed under the check.
            Task.WaitAny(verified);
        }

        try
        {
            verified.GetAwaiter().GetResult();
            StrictLoading.Load(_path, variant.Name, weights, model, put);
        }
        catch
        {
            model.Dispose();
            throw;
        }

        model.eval();
        return model;
    }

    // What an optimizer left in the file is twice as much again, and nobody's but its.
    private void VerifyOnly(DictValue weights) => _file.Verify([.. weights.Select(entry => entry.Value).OfType<TensorData>()]);

    private static DictValue Describe(
        Checkpoint checkpoint, ResNet model, OptimizerHelper optimizer, WeightAverage? average, TrainingState state, TensorExport tensors)
    {
        DictValue raw = Describe(model.state_dict(), tensors);
        var root = new DictValue
        {
            [KeptWeights] = average is null ? raw : Describe(average.Average.state_dict(), tensors),
            ["arch"] = checkpoint.Arch,
            ["classes"] = new ListValue([.. checkpoint.Classes.Select(name => (CheckpointValue)name)]),
            ["image_size"] = (long)checkpoint.Preprocessing.Size,
            ["resize"] = (long)checkpoint.Preprocessing.ShorterSide,
            ["mean"] = TensorData.FromFloats([.. checkpoint.Normalization.Mean], [checkpoint.Normalization.Channels]),
            ["std"] = TensorData.FromFloats([.. checkpoint.Normalization.Std], [checkpoint.Normalization.Channels]),
            ["epoch"] = (long)checkpoint.Epoch,
            ["best_acc"] = TensorData.Scalar(checkpoint.BestAccuracy),
            ["temperature"] = TensorData.Exact(checkpoint.Temperature),
            ["optimizer"] = OptimizerStateDict.Describe(optimizer, tensors),
            ["training"] = state.ToDict(),
        };
        if (checkpoint.Names.Count > 0) root[ReadableClasses] = Describe(checkpoint);
        if (average is not null)
        {
            root[RawWeights] = raw;
            root[AverageUpdates] = average.Updates;
        }

        return root;
    }

    // In the order of the classes, those without a name left out.
    private static DictValue Describe(Checkpoint checkpoint)
    {
        var described = new DictValue();
        foreach (string each in checkpoint.Classes)
        {
            if (checkpoint.Names.Find(each) is { } name) described[each] = name;
        }

        return described;
    }

    private static DictValue Describe(IReadOnlyDictionary<string, Tensor> weights, TensorExport tensors)
    {
        var described = new DictValue();
        foreach ((string key, Tensor tensor) in weights) described[key] = tensors.Add(tensor);
        return described;
    }

    private ResNet Uninitialized(ResNetVariant variant)
    {
        using IDisposable _ = TorchCapabilities.WithoutInitialization();
        return new ResNet(variant, Checkpoint.Classes.Count, in_channels: Checkpoint.Normalization.Channels);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();
}
