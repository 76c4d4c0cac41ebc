using ResNetFlowers.Data.Naming;
using ResNetFlowers.Formats;
using ResNetFlowers.Formats.PyTorch;
using ResNetFlowers.Imaging;
using ResNetFlowers.Models;
using ResNetFlowers.Training.Checkpoints;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Training.Checkpoints;

/// <summary>Checkpoints come back as they were, and anything else is refused in one line that names the file and what is wrong.</summary>
[Collection(CheckpointCollection.Name)]
public sealed class CheckpointFileTests(CheckpointFixture fixture)
{
    [Fact]
    public void EverythingComesBack()
    {
        using CheckpointFile file = CheckpointFile.Open(fixture.Path);
        Checkpoint read = file.Checkpoint;
        Assert.Equal(
            ("resnet18", 48, 4, 0.75, 1.7), (read.Arch, read.ImageSize, read.Epoch, read.BestAccuracy, read.Temperature));
        Assert.Equal(fixture.Checkpoint.Classes, read.Classes);
        Assert.Equal(fixture.Checkpoint.Normalization.Mean, read.Normalization.Mean);
        Assert.Equal(fixture.Checkpoint.Normalization.Std, read.Normalization.Std);

        using ResNet model = file.BuildModel();
        Assert.False(model.training);
        Dictionary<string, Tensor> expected = fixture.Model.state_dict();
        Dictionary<string, Tensor> actual = model.state_dict();
        Assert.Equal(expected.Keys, actual.Keys);
        Assert.All(expected, entry => Assert.True(entry.Value.bytes.SequenceEqual(actual[entry.Key].bytes), entry.Key));
    }

    [Fact]
    public void ANetworkOutlivesItsFileAndLeavesTheOthersAlone()
    {
        CheckpointFile file = CheckpointFile.Open(fixture.Path);
        using ResNet first = file.BuildModel();
        using ResNet second = file.BuildModel();
        first.FoldBatchNorms();
        file.Dispose();

        Dictionary<string, Tensor> expected = fixture.Model.state_dict();
        Assert.All(second.state_dict(), entry => Assert.True(entry.Value.bytes.SequenceEqual(expected[entry.Key].bytes), entry.Key));
        using DisposeScope scope = NewDisposeScope();
        using IDisposable inference = inference_mode();
        Tensor images = ones([2, 3, 48, 48]);
        Assert.InRange((first.call(images) - second.call(images)).abs().max().ToDouble(), 0, 1e-4);
    }

    [Theory]
    [InlineData("d2l-resnet18", 1)]
    [InlineData("resnet18", 1)]
    [InlineData("preact-resnet18", 3)]
    [InlineData("resnet18-a", 3)]
    public void ArchAndChannelsRebuildTheNetwork(string arch, int channels)
    {
        ResNetVariant variant = ResNetVariant.Named(arch);
        using var model = new ResNet(variant, 2, in_channels: channels, zero_init_residual: true);
        using Adam optimizer = optim.Adam(model.parameters());
        string path = fixture.Beside($"{arch}-{channels}.pth");
        CheckpointFile.Save(path, fixture.Checkpoint with
        {
            Arch = arch, Classes = ["a", "b"], Normalization = channels == 1 ? new Normalization([0.25f], [0.5f]) : Normalization.ImageNet,
        }, model, optimizer, average: null, CheckpointFixture.State);

        using CheckpointFile file = CheckpointFile.Open(path);
        Assert.Equal(channels, file.Checkpoint.Normalization.Channels);
        Assert.Equal(channels == 1 ? 0.25f : 0.485f, file.Checkpoint.Normalization.Mean[0]);
        using ResNet read = file.BuildModel();
        Assert.Equal(variant, read.Variant);
        Dictionary<string, Tensor> actual = read.state_dict();
        Assert.All(model.state_dict(), entry => Assert.True(entry.Value.bytes.SequenceEqual(actual[entry.Key].bytes), entry.Key));
    }

    [Fact]
    public void ReadingLeavesNoTensor()
    {
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        using (CheckpointFile file = CheckpointFile.Open(fixture.Path)) file.BuildModel().Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void ReadableNamesComeBack()
    {
        using (CheckpointFile without = CheckpointFile.Open(fixture.Path)) Assert.Equal(0, without.Checkpoint.Names.Count);
        string path = fixture.Beside("named.pth");
        using Adam optimizer = optim.Adam(fixture.Model.parameters());
        var names = new ReadableNames(new Dictionary<string, string>(StringComparer.Ordinal) { ["roses"] = "rosa × damascena", ["tulips"] = "tulip" });
        CheckpointFile.Save(path, fixture.Checkpoint with { Names = names }, fixture.Model, optimizer, average: null, CheckpointFixture.State);
        using CheckpointFile file = CheckpointFile.Open(path);
        Assert.Equal(["daisies", "rosa × damascena", "tulip"], file.Checkpoint.Classes.Select(file.Checkpoint.Names.Of));
        Assert.Equal(fixture.Checkpoint.Classes, file.Checkpoint.Classes);
    }

    [Theory]
    [InlineData("state_dict")]
    [InlineData("arch")]
    [InlineData("classes")]
    [InlineData("image_size")]
    [InlineData("mean")]
    [InlineData("std")]
    [InlineData("epoch")]
    [InlineData("best_acc")]
    public void AnEntryThatIsMissingIsNamed(string key) => RefusedToOpen(Without(Fields(), key), $"it has no '{key}'");

    [Fact]
    public void AnEntryOfAnotherKindIsNamed()
    {
        RefusedToOpen(With("arch", 18), "it has no 'arch'");
        RefusedToOpen(With("image_size", 0), "its 'image_size' is 0");
        RefusedToOpen(With("image_size", long.MaxValue), "its 'image_size' is 9223372036854775807");
        RefusedToOpen(With("classes", new ListValue([])), "its 'classes' is not a list of names");
        RefusedToOpen(With("classes", new ListValue([1L, "a"])), "its 'classes' is not a list of names");
        RefusedToOpen(With("mean", TensorData.FromFloats([0.5f], [1])), "its 'mean' is not 3 float32 numbers");
        RefusedToOpen(With("std", TensorData.FromFloats([1], [1])), "its 'mean' is not 1 float32 numbers");
        RefusedToOpen(With("std", TensorData.FromFloats([1, 1], [2])), "its 'std' is not 3 float32 numbers");
        RefusedToOpen(With("std", TensorData.FromFloats([1, 0, 1], [3])), "its 'std' holds a 0");
        RefusedToOpen(With("temperature", TensorData.Exact(0)), "its 'temperature' is 0");
        RefusedToOpen(With("temperature", TensorData.FromFloats([1, 2], [2])), "its 'temperature' is not one float64 number");
        RefusedToOpen(With("names", new DictValue { ["a"] = 1L }), "its 'names' is not a dict of names");
        RefusedToOpen(With("names", new DictValue { [1L] = "one" }), "its 'names' is not a dict of names");
        RefusedToOpen(new ListValue([]), "it holds no dict");
    }

    [Fact]
    public void WithoutATemperatureItIsOne()
    {
        using CheckpointFile file = Write(Fields());
        Assert.Equal(1, file.Checkpoint.Temperature);
    }

    [Fact]
    public void AStateDictAloneIsNoCheckpointOfOurs() =>
        RefusedToOpen(new DictValue { ["conv1.weight"] = TensorData.FromFloats([1], [1]) }, "it has no 'state_dict'");

    [Fact]
    public void AnArchThatIsUnknownIsNamed()
    {
        using CheckpointFile file = Write(With("arch", "vgg16"));
        Assert.EndsWith("is a checkpoint of 'vgg16', which this program does not know", Assert.Throws<InputException>(file.BuildModel).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WeightsThatDoNotFitAreNamed()
    {
        RefusedToBuild(new DictValue(), "conv1.weight is missing");
        RefusedToBuild(new DictValue { ["conv1.weight"] = Zeros(64, 3, 3, 3) }, "conv1.weight is [64, 3, 3, 3], not [64, 3, 7, 7]");
        RefusedToBuild(
            new DictValue { ["conv1.weight"] = new TensorData(ElementType.Float64, [64, 3, 7, 7], new byte[64 * 3 * 49 * 8]) },
            "conv1.weight holds Float64, not Float32");
    }

    [Fact]
    public void WeightsOfAnotherArchAreNamed()
    {
        using TorchFile original = TorchFile.Read(fixture.Path);
        var fields = (DictValue)original.Root;
        fields["arch"] = "resnet50";
        using CheckpointFile file = Write(fields);
        string message = Assert.Throws<InputException>(file.BuildModel).Message;
        Assert.Contains("its weights are not those of resnet50 with 3 classes (layer1.0.conv1.weight is [64, 64, 3, 3], not [64, 64, 1, 1])", message, StringComparison.Ordinal);

        fields["arch"] = "resnet18";
        Assert.True(fields.TryGet("state_dict", out DictValue? weights));
        weights["extra.weight"] = Zeros(1);
        using CheckpointFile more = Write(fields);
        Assert.Contains("(extra.weight is unexpected)", Assert.Throws<InputException>(more.BuildModel).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ADamagedByteIsFound()
    {
        // The weights come first, and what the optimizer keeps of them follows, twice as long.
        byte[] bytes = File.ReadAllBytes(fixture.Path);
        string path = fixture.Beside("damaged.pth");
        Damage(bytes.Length / 6);
        using (CheckpointFile file = CheckpointFile.Open(path)) AssertRefused(path, file.BuildModel);

        Damage(bytes.Length / 2);
        using (CheckpointFile file = CheckpointFile.Open(path))
        {
            AssertRefused(path, file.BuildRawModel);
            file.BuildModel().Dispose();
        }

        File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
        Refused(path, "is damaged (");

        void Damage(int at)
        {
            byte[] damaged = [.. bytes];
            damaged[at] ^= 1;
            File.WriteAllBytes(path, damaged);
        }
    }

    private static void AssertRefused(string path, Func<ResNet> build) =>
        Assert.StartsWith($"{path}: is damaged (", Assert.Throws<InputException>(build).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "is damaged (the file is empty)")]
    [InlineData("petals", "is not a PyTorch checkpoint")]
    public void WhatIsNoCheckpointAtAllIsRefused(string content, string reason)
    {
        string path = fixture.Beside("text.pth");
        File.WriteAllText(path, content);
        Refused(path, reason);
    }

    private static DictValue Fields() => new()
    {
        ["state_dict"] = new DictValue(),
        ["arch"] = "resnet18",
        ["classes"] = new ListValue(["a", "b"]),
        ["image_size"] = 224L,
        ["mean"] = TensorData.FromFloats([0, 0, 0], [3]),
        ["std"] = TensorData.FromFloats([1, 1, 1], [3]),
        ["epoch"] = 1L,
        ["best_acc"] = TensorData.Scalar(0.5),
    };

    private static DictValue With(string key, CheckpointValue value)
    {
        DictValue fields = Fields();
        fields[key] = value;
        return fields;
    }

    private static DictValue Without(DictValue fields, string key)
    {
        var fewer = new DictValue();
        foreach ((DictKey name, CheckpointValue value) in fields)
        {
            if (name != key) fewer[name] = value;
        }

        return fewer;
    }

    private static TensorData Zeros(params long[] shape) => new(ElementType.Float32, shape, new byte[shape.Aggregate(4L, (product, side) => product * side)]);

    private static void Refused(string path, string reason)
    {
        string message = Assert.Throws<InputException>(() => CheckpointFile.Open(path)).Message;
        Assert.StartsWith($"{path}: ", message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    private CheckpointFile Write(CheckpointValue root)
    {
        string path = fixture.Beside($"{Guid.NewGuid():n}.pth");
        TorchFile.Write(path, root);
        return CheckpointFile.Open(path);
    }

    private void RefusedToOpen(CheckpointValue root, string reason)
    {
        string message = Assert.Throws<InputException>(() => Write(root)).Message;
        Assert.EndsWith($": is not a checkpoint of this program ({reason}); give a best.pth or last.pth that 'train' wrote", message, StringComparison.Ordinal);
    }

    private void RefusedToBuild(DictValue weights, string reason)
    {
        using CheckpointFile file = Write(With("state_dict", weights));
        string message = Assert.Throws<InputException>(file.BuildModel).Message;
        Assert.EndsWith($": its weights are not those of resnet18 with 2 classes ({reason}); give a best.pth or last.pth that 'train' wrote", message, StringComparison.Ordinal);
    }
}
