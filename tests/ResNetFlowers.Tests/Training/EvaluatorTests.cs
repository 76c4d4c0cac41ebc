using ResNetFlowers.Data;
using ResNetFlowers.Data.Loading;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using ResNetFlowers.Metrics;
using ResNetFlowers.Tests.Training.Checkpoints;
using ResNetFlowers.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Training;

/// <summary>A pass over labelled photos, against the same photos put through the network one by one.</summary>
[Collection(CheckpointCollection.Name)]
public sealed class EvaluatorTests : IDisposable
{
    private const int Side = 48;

    private readonly CheckpointFixture _fixture;
    private readonly TemporaryFolder _folder = new();
    private readonly ImageFolder _photos;

    public EvaluatorTests(CheckpointFixture fixture)
    {
        _fixture = fixture;
        _photos = ImageFolder.Scan(TinyPhotos.Folder(_folder.Path, classes: 3, perClass: 3));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheNumbersAreThoseOfEachPhotoAlone()
    {
        double loss = 0;
        var confusion = new long[3, 3];
        using (NewDisposeScope())
        using (no_grad())
        {
            foreach (Batch batch in Batches(1))
            {
                using Tensor logits = _fixture.Model.call(batch.Images);
                float[] row = logits.data<float>().ToArray();
                int label = (int)batch.Labels.data<long>().ToArray()[0];
                loss += Math.Log(row.Sum(value => Math.Exp(value - row[label])));
                confusion[label, Array.IndexOf(row, row.Max())]++;
                batch.Dispose();
            }
        }

        // The last batch has one photo: a mean of means would differ.
        int done = 0;
        Evaluation evaluation = Evaluator.Run(_fixture.Model, Batches(4), _photos.Classes, CPU, count => done += count);
        Assert.Equal(loss / 9, evaluation.Loss, 1e-5);
        Assert.Equal(9, evaluation.Images);
        Assert.Equal(9, done);
        Assert.Equal(Enumerable.Range(0, 9), evaluation.Samples);
        Assert.Equal(loss / 9, TemperatureScaling.NegativeLogLikelihood(evaluation.Logits, 1), 1e-5);
        Assert.Equal(evaluation.Top1, Enumerable.Range(0, 9).Count(evaluation.Logits.IsHit) / 9.0);
        Assert.Equal(1, evaluation.Top5);
        Assert.Equal((confusion[0, 0] + confusion[1, 1] + confusion[2, 2]) / 9.0, evaluation.Top1);
        for (int actual = 0; actual < 3; actual++)
        {
            for (int predicted = 0; predicted < 3; predicted++) Assert.Equal(confusion[actual, predicted], evaluation.Confusion[actual, predicted]);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TheNetworkStaysInItsModeAndNoTensorStays(bool training)
    {
        _fixture.Model.train(training);
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        try
        {
            using (DataLoader loader = Loader(4)) Evaluator.Run(_fixture.Model, loader.Batches(0), _photos.Classes, CPU);
            Assert.Equal(training, _fixture.Model.training);
            Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
        }
        finally
        {
            _fixture.Model.eval();
        }
    }

    private DataLoader Loader(int batchSize) =>
        new(_photos.Samples, Side, Preprocessing.Middle(Side).ToTransform(), Normalization.ImageNet, new LoaderOptions { BatchSize = batchSize });

    private IEnumerable<Batch> Batches(int batchSize)
    {
        using DataLoader loader = Loader(batchSize);
        foreach (Batch batch in loader.Batches(0)) yield return batch;
    }
}
