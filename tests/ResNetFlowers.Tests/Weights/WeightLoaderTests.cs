using ResNetFlowers.Formats;
using ResNetFlowers.Formats.Safetensors;
using ResNetFlowers.Models;
using ResNetFlowers.Tests.Training.Checkpoints;
using ResNetFlowers.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Weights;

/// <summary>Weights from elsewhere are loaded by name, and what became of each is told.</summary>
[Collection(CheckpointCollection.Name)]
public sealed class WeightLoaderTests(CheckpointFixture fixture) : IDisposable
{
    private static readonly string[] Classifier = ["fc.weight", "fc.bias"];

    private readonly ResNet _model = new(ResNetVariant.Named("resnet18"), TinyPhotos.Classes.Count);

    public void Dispose() => _model.Dispose();

    [Fact]
    public void ACheckpointOfOursIsLoadedWhole()
    {
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        LoadedWeights loaded = WeightLoader.Load(fixture.Path, _model, TinyPhotos.Classes);
        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
        Assert.Equal(fixture.Path, loaded.Path);
        Assert.Equal(_model.state_dict().Keys, loaded.Loaded);
        CheckOnly(loaded);
        CheckSame(loaded.Loaded);
    }

    [Theory]
    [InlineData("")]
    [InlineData("state_dict")]
    [InlineData("model")]
    [InlineData("model_state_dict")]
    public void TheStateDictMayBeNested(string place)
    {
        DictValue weights = TestWeights.Of(fixture.Model);
        DictValue root = place.Length == 0 ? weights : new DictValue { ["epoch"] = 3L, ["optimizer"] = new DictValue(), [place] = weights };
        LoadedWeights loaded = Load(root);
        CheckOnly(loaded);
        CheckSame(_model.state_dict().Keys);
    }

    [Theory]
    [InlineData("module.")]
    [InlineData("_orig_mod.")]
    [InlineData("module._orig_mod.")]
    [InlineData("_orig_mod.module.module.")]
    public void WrappersPrefixesAreStripped(string prefix)
    {
        CheckOnly(Load(TestWeights.Of(fixture.Model, prefix)));
        CheckSame(_model.state_dict().Keys);
    }

    [Fact]
    public void APrefixThatOnlySomeHaveBelongsToTheName()
    {
        DictValue weights = TestWeights.Of(fixture.Model);
        weights["module.extra"] = TensorData.Scalar(1);
        LoadedWeights loaded = Load(weights);
        Assert.Equal(["module.extra"], loaded.Unexpected);
        Assert.Equal(_model.state_dict().Count, loaded.Loaded.Count);
    }

    [Fact]
    public void WhatTheNetworkHasNoPlaceForIsNamed()
    {
        DictValue weights = TestWeights.Of(fixture.Model);
        weights["layer1.2.conv1.weight"] = TensorData.Scalar(1);
        weights["epoch"] = 7L;
        weights[7L] = TensorData.Scalar(1);
        LoadedWeights loaded = Load(weights);
        Assert.Equal(["layer1.2.conv1.weight", "epoch", "7"], loaded.Unexpected);
        CheckSame(_model.state_dict().Keys);
    }

    [Fact]
    public void WhatTheFileLacksIsNamedAndLeftAsItIs()
    {
        string[] lacking = ["layer3.0.conv2.weight", "bn1.bias", "fc.weight", "fc.bias"];
        Dictionary<string, byte[]> before = lacking.ToDictionary(name => name, name => _model.state_dict()[name].bytes.ToArray(), StringComparer.Ordinal);
        LoadedWeights loaded = Load(TestWeights.Of(fixture.Model).Without(lacking.Contains));
        Assert.Equal(lacking.Order(), loaded.Missing.Order());
        Assert.All(before, entry => Assert.Equal(entry.Value, _model.state_dict()[entry.Key].bytes.ToArray()));
        CheckSame(_model.state_dict().Keys.Except(lacking));
    }

    [Fact]
    public void VeryOldFilesCountNoBatches()
    {
        LoadedWeights loaded = Load(TestWeights.Of(fixture.Model).Without(name => name.EndsWith("num_batches_tracked", StringComparison.Ordinal)));
        CheckOnly(loaded);
        Assert.DoesNotContain(loaded.Loaded, name => name.EndsWith("num_batches_tracked", StringComparison.Ordinal));
    }

    [Fact]
    public void OtherClassesLeaveTheClassifier()
    {
        using var model = new ResNet(ResNetVariant.Named("resnet18"), 5);
        byte[][] before = [.. Classifier.Select(name => model.state_dict()[name].bytes.ToArray())];
        LoadedWeights loaded = WeightLoader.Load(fixture.Path, model, ["a", "b", "c", "d", "e"]);
        Assert.Equal(Classifier, loaded.Reinitialized);
        Assert.Equal($"the file's is for {TinyPhotos.Classes.Count} classes, not 5", loaded.ReinitializedBecause);
        Assert.Equal(model.state_dict().Keys.Except(Classifier), loaded.Loaded);
        Assert.Equal(before, Classifier.Select(name => model.state_dict()[name].bytes.ToArray()));
    }

    [Fact]
    public void AsManyClassesWithOtherNamesLeaveTheClassifier()
    {
        LoadedWeights loaded = WeightLoader.Load(fixture.Path, _model, [.. TinyPhotos.Classes.Reverse()]);
        Assert.Equal(Classifier, loaded.Reinitialized);
        Assert.Equal($"the file's is for other classes: {string.Join(", ", TinyPhotos.Classes)}", loaded.ReinitializedBecause);
    }

    [Fact]
    public void WithoutNamesAsManyClassesAreTheSame()
    {
        CheckOnly(WeightLoader.Load(fixture.Path, _model));
        CheckOnly(Load(TestWeights.Of(fixture.Model), classes: ["a", "b", "c"]));
    }

    [Fact]
    public void SafetensorsAreLoadedAndMayNameTheClasses()
    {
        string path = fixture.Beside("weights.safetensors");
        SafetensorsFile.Write(path, TestWeights.Of(fixture.Model), new Dictionary<string, string>(StringComparer.Ordinal) { ["classes"] = """["a","b","c"]""" });
        CheckOnly(WeightLoader.Load(path, _model, ["a", "b", "c"]));
        CheckSame(_model.state_dict().Keys);
        Assert.Equal("the file's is for other classes: a, b, c", WeightLoader.Load(path, _model, TinyPhotos.Classes).ReinitializedBecause);
    }

    [Theory]
    [InlineData(ElementType.Float16)]
    [InlineData(ElementType.BFloat16)]
    [InlineData(ElementType.Float64)]
    public void OtherFloatsAreConverted(ElementType type)
    {
        CheckOnly(Load(TestWeights.Of(fixture.Model).As(type, name => name != "bn1.bias")));
        Assert.All(_model.state_dict(), entry =>
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor expected = fixture.Model.state_dict()[entry.Key];
            if (entry.Value.is_floating_point() && entry.Key != "bn1.bias") expected = expected.to_type(TensorCopy.ScalarTypeOf(type)).to_type(ScalarType.Float32);
            Assert.True(expected.bytes.SequenceEqual(entry.Value.bytes), entry.Key);
        });
    }

    private LoadedWeights Load(DictValue root, IReadOnlyList<string>? classes = null) => TestWeights.Load(root, _model, classes);

    private static void CheckOnly(LoadedWeights loaded)
    {
        Assert.Empty(loaded.Missing);
        Assert.Empty(loaded.Unexpected);
        Assert.Empty(loaded.Reinitialized);
        Assert.Null(loaded.ReinitializedBecause);
    }

    private void CheckSame(IEnumerable<string> names)
    {
        Dictionary<string, Tensor> expected = fixture.Model.state_dict();
        Dictionary<string, Tensor> actual = _model.state_dict();
        Assert.All(names, name => Assert.True(expected[name].bytes.SequenceEqual(actual[name].bytes), name));
    }
}
