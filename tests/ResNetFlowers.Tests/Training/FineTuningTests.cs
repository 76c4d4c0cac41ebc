using ResNetFlowers.Models;
using ResNetFlowers.Training;
using ResNetFlowers.Training.Checkpoints;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;
using ResNetFlowers.Weights;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Training;

/// <summary>Starting from weights that are there, and learning a part of them.</summary>
[Collection(ResumedRunCollection.Name)]
public sealed class FineTuningTests(ResumedRun run)
{
    private string Weights => Path.Combine(run.Beside("plain"), "best.pth");

    [Theory]
    [InlineData("0", "layer1.")]
    [InlineData("2", "layer3.")]
    [InlineData("backbone", "fc.")]
    public void WhatIsFrozenStaysBitForBit(string freeze, string firstLearned)
    {
        var observer = new RecordingObserver();
        TrainResult result = Run(observer, $"frozen-{freeze}", options => options with { Freeze = freeze });
        TrainingPlan plan = Assert.Single(observer.Plans);
        Assert.StartsWith(firstLearned, plan.Learned[0].Name, StringComparison.Ordinal);
        var learned = plan.Learned.Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);

        using ResNet before = Model(Weights);
        using ResNet after = Model(Path.Combine(result.Folder, "last.pth"));
        Dictionary<string, Tensor> trained = after.state_dict();
        foreach ((string key, Tensor tensor) in before.state_dict())
        {
            bool same = tensor.bytes.SequenceEqual(trained[key].bytes);
            if (!IsAfter(key, firstLearned)) Assert.True(same, $"{key} has changed");
            else if (learned.Contains(key)) Assert.False(same, $"{key} has not changed");
        }
    }

    [Fact]
    public void UnfreezingChangesEverything()
    {
        var observer = new RecordingObserver();
        TrainResult result = Run(observer, "unfrozen", options => options with { Epochs = 2, Freeze = "backbone", UnfreezeAt = 2, UnfreezeLr = 1e-3 });
        Assert.Equal([(2, 62)], observer.Unfrozen);
        Assert.Equal([0.01, 1e-3], result.Epochs.Select(epoch => epoch.Lr));
        using ResNet before = Model(Weights);
        using ResNet after = Model(Path.Combine(result.Folder, "last.pth"));
        Dictionary<string, Tensor> trained = after.state_dict();
        Assert.All(before.state_dict(), entry => Assert.False(entry.Value.bytes.SequenceEqual(trained[entry.Key].bytes), entry.Key));
    }

    [Fact]
    public void WhatWasLoadedIsReported()
    {
        var observer = new RecordingObserver();
        Run(observer, "loaded", options => options);
        LoadedWeights weights = Assert.Single(observer.Plans).Weights!;
        Assert.Equal((122, 0, 0, 0), (weights.Loaded.Count, weights.Missing.Count, weights.Unexpected.Count, weights.Reinitialized.Count));
    }

    [Fact]
    public void WeightsThatCannotBeUsedLeaveNoRun()
    {
        InputException exception = Assert.Throws<InputException>(() => Run(new RecordingObserver(), "refused", options => options with { Weights = run.Beside("none.pth") }));
        Assert.StartsWith($"--weights {run.Beside("none.pth")}: no such file", exception.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(run.Beside("refused")));
    }

    private TrainResult Run(RecordingObserver observer, string name, Func<TrainOptions, TrainOptions> change) => new Trainer(change(run.Options("plain") with
    {
        Weights = Weights, Epochs = 1, Optimizer = "sgd", Lr = 0.01, Schedule = "constant", Out = run.Beside(name),
    })).Run(observer);

    private static ResNet Model(string checkpoint)
    {
        using CheckpointFile file = CheckpointFile.Open(checkpoint);
        return file.BuildModel();
    }

    private static bool IsAfter(string key, string firstLearned)
    {
        string[] parts = ["conv1", "bn1", "layer1", "layer2", "layer3", "layer4", "fc"];
        return Array.IndexOf(parts, key.Split('.')[0]) >= Array.IndexOf(parts, firstLearned.TrimEnd('.'));
    }
}
