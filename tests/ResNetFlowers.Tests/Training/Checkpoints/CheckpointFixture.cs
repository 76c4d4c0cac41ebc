using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using ResNetFlowers.Models;
using ResNetFlowers.Training.Checkpoints;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Training.Checkpoints;

/// <summary>A resnet18 for three classes and the checkpoint that holds it, made once for all tests that read it.</summary>
public sealed class CheckpointFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CheckpointFixture()
    {
        manual_seed(3);
        Model = new ResNet(ResNetVariant.Named("resnet18"), TinyPhotos.Classes.Count);
        Optimizer = optim.Adam(Model.parameters(), lr: 0.002);
        CheckpointFile.Save(Path, Checkpoint, Model, Optimizer, average: null, State);
        Model.eval();
    }

    public ResNet Model { get; }

    public Adam Optimizer { get; }

    public Checkpoint Checkpoint { get; } = new()
    {
        Arch = "resnet18", Classes = TinyPhotos.Classes, Preprocessing = Preprocessing.Middle(48), Normalization = new Normalization([0.5f, 0.4f, 0.3f], [0.2f, 0.25f, 0.3f]), Epoch = 4, BestAccuracy = 0.75, Temperature = 1.7,
    };

    internal static TrainingState State { get; } = new() { PlannedEpochs = 5, Options = "", Data = "" };

    public string Path => _folder.File("best.pth");

    /// <summary>A path for a file of a test's own.</summary>
    public string Beside(string name) => _folder.File(name);

    public void Dispose()
    {
        Optimizer.Dispose();
        Model.Dispose();
        _folder.Dispose();
    }
}

/// <summary>Shares the checkpoint among the tests that read it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class CheckpointCollection : ICollectionFixture<CheckpointFixture>
{
    public const string Name = "checkpoint";
}
