using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using ResNetFlowers.Inference;
using ResNetFlowers.Neighbours;
using ResNetFlowers.Tests.Training.Checkpoints;
using ResNetFlowers.Training.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Inference;

/// <summary>Predictions, against the network put to work by hand.</summary>
[Collection(CheckpointCollection.Name)]
public sealed class PredictorTests : IDisposable
{
    private readonly CheckpointFixture _fixture;
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _photos = [];

    public PredictorTests(CheckpointFixture fixture)
    {
        _fixture = fixture;
        for (int i = 0; i < 5; i++)
        {
            _photos.Add(_folder.File($"{9 - i}.png"));
            TinyPhotos.Write(_photos[i], i % 3, i);
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    public void EachPhotoGetsTheNetworksOwnProbabilities(int batchSize)
    {
        List<Prediction> predictions = Predict(batchSize: batchSize);
        Assert.Equal(_photos, predictions.Select(prediction => prediction.Path));
        Assert.All(predictions, prediction =>
        {
            float[] expected = Probabilities(prediction.Path);
            Assert.Equal(3, prediction.Top.Count);
            Assert.All(prediction.Top, entry => Assert.Equal(expected[entry.Index], entry.Probability, 1e-5f));
            Assert.All(prediction.Top, entry => Assert.Equal(TinyPhotos.Classes[entry.Index], entry.Class));
            Assert.Equal(prediction.Top.OrderByDescending(entry => entry.Probability), prediction.Top);
            Assert.Equal(1, prediction.Top.Sum(entry => entry.Probability), 1e-5);
            Assert.Null(prediction.Error);
        });
    }

    [Fact]
    public void TestTimeAugmentationAveragesAPhotoAndItsMirrorImage()
    {
        Assert.All(Predict(tta: true), prediction =>
        {
            float[] seen = Probabilities(prediction.Path);
            float[] mirrored = Probabilities(prediction.Path, mirrored: true);
            Assert.All(prediction.Top, entry => Assert.Equal((seen[entry.Index] + mirrored[entry.Index]) / 2, entry.Probability, 1e-5f));
        });
    }

    /// <summary>The first photo is learned, and the third nearest to it was checked with: it is known, the two further ones are not.</summary>
    [Fact]
    public void APhotoFurtherFromTheTrainingPhotosThanTheThresholdIsUnknown()
    {
        string checkpoint = _folder.File("best.pth");
        File.Copy(_fixture.Path, checkpoint);
        float[][] embeddings = [.. FeatureExtractor.Run(_photos, new FeatureOptions { Checkpoint = checkpoint, Device = "cpu" }).Select(photo => photo.Values.ToArray())];
        Index(photo: 0, check: 0);
        int[] nearestFirst = [.. Predict(checkpoint).Index().OrderBy(each => each.Item.Distance).Select(each => each.Index)];
        Assert.Equal(0, nearestFirst[0]);

        Index(photo: 0, check: nearestFirst[2]);
        List<Prediction> predictions = Predict(checkpoint);
        Assert.InRange(predictions[0].Distance!.Value, 0, 1e-5);
        Assert.Equal([.. nearestFirst[3..].Order()], predictions.Index().Where(each => each.Item.IsUnknown!.Value && each.Index != nearestFirst[2]).Select(each => each.Index));
        foreach ((Prediction with, Prediction without) in predictions.Zip(Predict(checkpoint, unknown: false)))
        {
            Assert.Equal((null, null), (without.Distance, without.IsUnknown));
            Assert.Equal(with.Top.Select(entry => entry.Probability), without.Top.Select(entry => entry.Probability));
        }

        void Index(int photo, int check)
        {
            var builder = new NeighbourIndexBuilder(1);
            builder.Add("a.jpg", 0, embeddings[photo]);
            builder.Check(embeddings[check]);
            using CheckpointFile file = CheckpointFile.Open(checkpoint);
            builder.Write(_folder.File(NeighbourIndex.FileName), file.Checkpoint.Fingerprint);
        }
    }

    [Fact]
    public void WithoutAnIndexNothingIsSaidOfTheUnknown() =>
        Assert.All(Predict(), prediction => Assert.Equal((null, null), (prediction.Distance, prediction.IsUnknown)));

    [Fact]
    public void TopNamesAsManyAsAskedForAndThereAre()
    {
        Assert.All(Predict(top: 2), prediction => Assert.Equal(2, prediction.Top.Count));
        Assert.All(Predict(top: 100), prediction => Assert.Equal(3, prediction.Top.Count));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(16)]
    public void PhotosThatCannotBeReadAreSaidInTheirPlace(int batchSize)
    {
        List<Prediction> whole = Predict();
        File.WriteAllText(_photos[1], "no photo");
        File.WriteAllBytes(_photos[2], []);
        File.Delete(_photos[3]);
        Directory.CreateDirectory(_photos[3]);
        List<Prediction> predictions = Predict(batchSize: batchSize);
        Assert.Equal(_photos, predictions.Select(prediction => prediction.Path));
        Assert.Equal([false, true, true, true, false], predictions.Select(prediction => prediction.Error is not null));
        Assert.Equal("is a folder", predictions[3].Error);
        Assert.All(predictions.Where(prediction => prediction.Error is not null), prediction => Assert.Empty(prediction.Top));
        foreach (int i in new[] { 0, 4 })
            Assert.All(whole[i].Top.Zip(predictions[i].Top), pair => Assert.Equal(pair.First.Probability, pair.Second.Probability, 1e-5f));
    }

    [Fact]
    public void NotOneReadablePhotoIsAnErrorInEachPlace()
    {
        foreach (string photo in _photos) File.Delete(photo);
        Assert.All(Predict(), prediction => Assert.Equal("no such file", prediction.Error));
    }

    [Fact]
    public void APredictionLeavesNoTensor()
    {
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        Predict(batchSize: 2);
        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
        Predictor.Run(_photos, new PredictOptions { Checkpoint = _fixture.Path, Device = "cpu", BatchSize = 2 }).First();
        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void OptionsOutOfRangeAreRefused()
    {
        Assert.StartsWith("--top 0: ", Assert.Throws<InputException>(() => Predict(top: 0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Predict(batchSize: 0));
        Assert.StartsWith("--device gpu: ", Assert.Throws<InputException>(() => Predict(device: "gpu")).Message, StringComparison.Ordinal);
    }

    private List<Prediction> Predict(string checkpoint, bool unknown = true) =>
        [.. Predictor.Run(_photos, new PredictOptions { Checkpoint = checkpoint, Device = "cpu", Unknown = unknown })];

    private List<Prediction> Predict(int top = 5, int batchSize = 16, string device = "cpu", bool tta = false) =>
        [.. Predictor.Run(_photos, new PredictOptions { Checkpoint = _fixture.Path, Device = device, Top = top, BatchSize = batchSize, Tta = tta })];

    private float[] Probabilities(string path, bool mirrored = false)
    {
        using RgbImage image = Preprocessing.Middle(48).ToTransform().Apply(ImageCodec.Decode(File.ReadAllBytes(path)), new RandomSource());
        if (mirrored) Cropping.FlipHorizontally(image);
        float[] planes = new float[3 * 48 * 48];
        _fixture.Checkpoint.Normalization.Apply(image, planes);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        return (_fixture.Model.call(tensor(planes, [1, 3, 48, 48])) / _fixture.Checkpoint.Temperature).softmax(1).data<float>().ToArray();
    }
}
