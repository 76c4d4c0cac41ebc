using ResNetFlowers.Data.Loading;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using ResNetFlowers.Tests.Imaging;

namespace ResNetFlowers.Tests.Data.Loading;

/// <summary>Alone: what other tests allocate makes the collector empty the pools in every round.</summary>
[Collection(Alone.Name)]
public class SampleReaderTests
{
    private const int Side = 96;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nothing_is_allocated_from_a_photos_bytes_to_its_numbers(bool validates)
    {
        TransformPreset preset = TransformPresets.Named("seed", Side);
        IImageTransform transform = validates ? preset.Validation.ToTransform() : preset.Train;
        var reader = new SampleReader(transform, Normalization.ImageNet, afterNormalization: null, cache: null, PixelLimit.Default, onSkipped: null);
        float[] pixels = new float[3 * Side * Side];
        var random = new RandomSource(1);
        EncodedPhoto[] photos = [new(Golden.Bytes("photo.jpg")), new(Golden.Bytes("color_420.jpg"))];

        // The first round fills the pools, of every size of crop. The collector may empty them at any time: what a photo takes, it takes in
        // every round.
        Assert.Equal(0, Enumerable.Range(0, 5).Min(_ => Allocated()));

        long Allocated()
        {
            random.Reset(1);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 200; i++) reader.Read(photos[i % 2], random, pixels);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
