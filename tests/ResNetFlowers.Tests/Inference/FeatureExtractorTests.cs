using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using ResNetFlowers.Inference;
using ResNetFlowers.Tests.Training.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Inference;

/// <summary>Features, against the network put to work by hand.</summary>
[Collection(CheckpointCollection.Name)]
public sealed class FeatureExtractorTests(CheckpointFixture fixture) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null, 1)]
    [InlineData(null, 16)]
    [InlineData(1, 2)]
    [InlineData(2, 16)]
    [InlineData(3, 16)]
    [InlineData(4, 1)]
    public void EachPhotoGetsTheNetworksOwnFeatures(int? stage, int batchSize)
    {
        IReadOnlyList<string> photos = Photos(3);
        List<PhotoOutput> outputs = Extract(photos, stage, batchSize);
        Assert.Equal(photos, outputs.Select(output => output.Path));
        Assert.All(outputs, output =>
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor expected = Features(output.Path, stage);
            Assert.Equal(expected.shape[1..], output.Shape);
            Assert.All(expected.contiguous().data<float>().ToArray().Zip(output.Values.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
        });
    }

    [Fact]
    public void PhotosThatCannotBeReadAreSaidInTheirPlace()
    {
        IReadOnlyList<string> photos = Photos(3);
        List<PhotoOutput> whole = Extract(photos, stage: null);
        File.WriteAllText(photos[1], "no photo");
        List<PhotoOutput> outputs = Extract(photos, stage: null);
        Assert.Equal([false, true, false], outputs.Select(output => output.Error is not null));
        Assert.True(outputs[1].Values.IsEmpty);
        foreach (int i in new[] { 0, 2 })
            Assert.All(whole[i].Values.ToArray().Zip(outputs[i].Values.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    [Fact]
    public void AnExtractionLeavesNoTensor()
    {
        IReadOnlyList<string> photos = Photos(3);
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        Extract(photos, stage: 2, batchSize: 2);
        Extract(photos, stage: null, batchSize: 2);
        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void ThereAreFourStages(int stage) => Assert.Equal(
        $"--stage {stage}: give 1 to 4", Assert.Throws<InputException>(() => Extract(["photo"], stage)).Message);

    private IReadOnlyList<string> Photos(int count)
    {
        string[] photos = [.. Enumerable.Range(0, count).Select(i => _folder.File($"{9 - i}.png"))];
        for (int i = 0; i < count; i++) TinyPhotos.Write(photos[i], i % 3, i);
        return photos;
    }

    private List<PhotoOutput> Extract(IReadOnlyList<string> photos, int? stage, int batchSize = 16) =>
        [.. FeatureExtractor.Run(photos, new FeatureOptions { Checkpoint = fixture.Path, Stage = stage, Device = "cpu", BatchSize = batchSize })];

    private Tensor Features(string path, int? stage)
    {
        using RgbImage image = Preprocessing.Middle(48).ToTransform().Apply(ImageCodec.Decode(File.ReadAllBytes(path)), new RandomSource());
        float[] planes = new float[3 * 48 * 48];
        fixture.Checkpoint.Normalization.Apply(image, planes);
        using IDisposable noGrad = no_grad();
        IReadOnlyList<Tensor> maps = fixture.Model.ForwardFeatures(tensor(planes, [1, 3, 48, 48]));
        return stage is { } number ? maps[number - 1] : maps[3].mean([2, 3]);
    }
}
