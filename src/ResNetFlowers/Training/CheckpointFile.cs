using ResNetFlowers.Capabilities;
using ResNetFlowers.Formats;
using ResNetFlowers.Formats.PyTorch;
using ResNetFlowers.Models;
using ResNetFlowers.Weights;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetFlowers.Training;

/// <summary>
/// Checkpoints on disk, in PyTorch's format: a dict of <c>state_dict</c>, <c>arch</c>, <c>classes</c>, <c>image_size</c>, <c>mean</c>,
/// <c>std</c>, <c>epoch</c>, <c>best_acc</c> and <c>optimizer</c>. Fractions are float tensors, because the restricted unpickler of
/// PyTorch 1.13 knows no Python float.
/// </summary>
public sealed class CheckpointFile : IDisposable
{
    private readonly string _path;
    private readonly TorchFile _file;
    private readonly DictValue _weights;

    private CheckpointFile(string path, TorchFile file, DictValue weights, Checkpoint checkpoint)
    {
        _path = path;
        _file = file;
        _weights = weights;
        Checkpoint = checkpoint;
    }

    /// <summary>What the file says of its weights.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>Writes a checkpoint, whole or not at all.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Save(string path, Checkpoint checkpoint, ResNet model, Adam optimizer)
    {
        using var tensors = new TensorExport();
        var weights = new DictValue();
        foreach ((string key, Tensor tensor) in model.state_dict()) weights[key] = tensors.Add(tensor);
        TorchFile.Write(path, new DictValue
        {
            ["state_dict"] = weights,
            ["arch"] = checkpoint.Arch,
            ["classes"] = new ListValue([.. checkpoint.Classes.Select(name => (CheckpointValue)name)]),
            ["image_size"] = (long)checkpoint.ImageSize,
            ["mean"] = TensorData.FromFloats([.. checkpoint.Normalization.Mean], [checkpoint.Normalization.Channels]),
            ["std"] = TensorData.FromFloats([.. checkpoint.Normalization.Std], [checkpoint.Normalization.Channels]),
            ["epoch"] = (long)checkpoint.Epoch,
            ["best_acc"] = TensorData.Scalar(checkpoint.BestAccuracy),
            ["optimizer"] = AdamStateDict.Describe(optimizer, tensors),
        });
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
            return new CheckpointFile(path, file, fields.Dict("state_dict"), new Checkpoint
            {
                Arch = fields.Text("arch"),
                Classes = fields.Names("classes"),
                ImageSize = fields.Whole("image_size", TrainOptions.MinImageSize, TrainOptions.MaxImageSize),
                Normalization = fields.Normalization("mean", "std"),
                Epoch = fields.Whole("epoch", least: 0),
                BestAccuracy = fields.Floats("best_acc", 1)[0],
            });
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Builds the network with the weights in the file, in evaluation mode on the CPU.</summary>
    /// <exception cref="InputException">The file is damaged, or the weights are not those of the arch that it names.</exception>
    public ResNet BuildModel()
    {
        ResNetVariant variant = ResNetVariant.All.FirstOrDefault(known => known.Name == Checkpoint.Arch)
            ?? throw new InputException($"{_path}: is a checkpoint of '{Checkpoint.Arch}', which this program does not know");

        // Checking the file's sums goes on beside the loading of libtorch, which the first layer sets off.
        Task verified = Task.Run(_file.Verify);
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
            StrictLoading.Load(_path, variant.Name, _weights, model);
        }
        catch
        {
            model.Dispose();
            throw;
        }

        model.eval();
        return model;
    }

    private ResNet Uninitialized(ResNetVariant variant)
    {
        using IDisposable _ = TorchCapabilities.WithoutInitialization();
        return new ResNet(variant, Checkpoint.Classes.Count, in_channels: Checkpoint.Normalization.Channels);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();
}
