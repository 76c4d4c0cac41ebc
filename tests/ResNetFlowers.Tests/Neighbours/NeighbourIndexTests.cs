using FsCheck;
using FsCheck.Fluent;
using ResNetFlowers.Formats;
using ResNetFlowers.Formats.Safetensors;
using ResNetFlowers.Neighbours;

namespace ResNetFlowers.Tests.Neighbours;

public sealed class NeighbourIndexTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Against the definition, in double precision; of any number of dimensions, those that do not fill a vector register included.</summary>
    [Fact]
    public void TheNearestAreThoseOfTheGreatestCosine() => Prop.ForAll(
        Gen.Choose(1, 40).SelectMany(dimensions => Gen.Choose(0, 1000).Select(seed => (dimensions, seed))).ToArbitrary(),
        given =>
        {
            var random = new RandomSource(given.seed, given.dimensions);
            float[][] photos = [.. Enumerable.Range(0, 12).Select(_ => Vector(random, given.dimensions))];
            float[] wanted = Vector(random, given.dimensions);
            using NeighbourIndex index = Build(photos, photos[0]);
            IReadOnlyList<Neighbour> nearest = index.Nearest(wanted, 12);
            Assert.Equal(nearest.OrderBy(neighbour => neighbour.Distance), nearest);
            Assert.Equal(12, nearest.Select(neighbour => neighbour.Path).Distinct(StringComparer.Ordinal).Count());
            Assert.All(nearest, neighbour => Assert.Equal(CosineDistance(photos[neighbour.Label], wanted), neighbour.Distance, 1e-5));
            Assert.Equal(nearest[0].Distance, index.Distance(wanted));
            Assert.Equal(nearest.Take(3), index.Nearest(wanted, 3));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void APhotoIsNearestToItselfWhateverItsBrightness()
    {
        var random = new RandomSource(5);
        float[][] photos = [.. Enumerable.Range(0, 9).Select(_ => Vector(random, 512))];
        using NeighbourIndex index = Build(photos, photos[0]);
        Assert.Equal((9, 512), (index.Count, index.Dimensions));
        for (int photo = 0; photo < photos.Length; photo++)
        {
            Neighbour self = Assert.Single(index.Nearest([.. photos[photo].Select(value => 7 * value)], 1));
            Assert.Equal(($"train/{photo} é.jpg", photo), (self.Path, self.Label));
            Assert.InRange(self.Distance, 0, 1e-6);
        }
    }

    /// <summary>Of the distances 0, 1 and 1, <c>numpy.percentile(…, 99)</c> is 1; of 0 and 1, 0.99.</summary>
    [Fact]
    public void TheThresholdIsThe99thPercentileOfTheChecks()
    {
        using (NeighbourIndex index = Build([[1, 0, 0], [0, 1, 0]], [2, 0, 0], [0, 0, 1], [0, 0, 3])) Assert.Equal(1, index.Threshold, 1e-9);
        using (NeighbourIndex index = Build([[1, 0, 0], [0, 1, 0]], [2, 0, 0], [0, 0, 1])) Assert.Equal(0.99, index.Threshold, 1e-9);
    }

    [Theory]
    [InlineData(0, 15.0)]
    [InlineData(40, 29.0)]
    [InlineData(50, 35.0)]
    [InlineData(75, 40.0)]
    [InlineData(99, 49.6)]
    [InlineData(100, 50.0)]
    public void PercentilesAreNumpys(double percent, double expected) => Assert.Equal(expected, Percentile.Of([35, 20, 15, 50, 40], percent), 1e-9);

    [Fact]
    public void ABlackPhotoIsFarFromAll()
    {
        using NeighbourIndex index = Build([[1, 0], [0, 1]], [1, 1]);
        Assert.Equal(1, index.Distance([0, 0]));
    }

    [Fact]
    public void TheFileIsWhatItSays()
    {
        Build([[3, 4], [0, 2]], [1, 1]).Dispose();
        using SafetensorsFile file = SafetensorsFile.Open(_folder.File("index"));
        Assert.Equal("resnet18, epoch 3", file.Metadata["weights"]);
        Assert.True(file.Tensors.TryGet("embeddings", out TensorData? embeddings));
        Assert.Equal([0.6f, 0.8f, 0, 1], embeddings.AsFloats().ToArray());
        Assert.True(file.Tensors.TryGet("paths", out TensorData? paths));
        Assert.Equal("train/0 é.jpg\0train/1 é.jpg"u8, paths.Bytes.Span);
    }

    [Fact]
    public void AnotherFileIsRefused()
    {
        SafetensorsFile.Write(_folder.File("other"), new DictValue { ["embeddings"] = TensorData.FromFloats([1, 2], [2]) });
        Assert.Contains("is no index of training photos; delete it", Assert.Throws<InputException>(() => NeighbourIndex.Open(_folder.File("other"), classes: 3)).Message, StringComparison.Ordinal);
        Build([[1, 0], [0, 1]], [1, 1]).Dispose();
        Assert.Throws<InputException>(() => NeighbourIndex.Open(_folder.File("index"), classes: 1));
        File.WriteAllText(_folder.File("text"), "no index");
        Assert.Throws<InputException>(() => NeighbourIndex.Open(_folder.File("text"), classes: 3));
    }

    [Fact]
    public void AnEmbeddingOfAnotherNetworkIsRefused()
    {
        using NeighbourIndex index = Build([[1, 0], [0, 1]], [1, 1]);
        Assert.Throws<ArgumentException>(() => index.Distance([1, 0, 0]));
    }

    private NeighbourIndex Build(float[][] photos, params float[][] checks)
    {
        // One photo less than there was room for, as where one cannot be read.
        var builder = new NeighbourIndexBuilder(photos.Length + 1);
        for (int photo = 0; photo < photos.Length; photo++) builder.Add($"train/{photo} é.jpg", photo, photos[photo]);
        foreach (float[] check in checks) builder.Check(check);
        builder.Write(_folder.File("index"), "resnet18, epoch 3");
        return NeighbourIndex.Open(_folder.File("index"), photos.Length);
    }

    private static float[] Vector(RandomSource random, int dimensions) => [.. Enumerable.Range(0, dimensions).Select(_ => (float)random.Normal())];

    private static double CosineDistance(float[] one, float[] other)
    {
        double product = one.Zip(other).Sum(pair => (double)pair.First * pair.Second);
        return 1 - product / Math.Sqrt(one.Sum(value => (double)value * value) * other.Sum(value => (double)value * value));
    }
}
