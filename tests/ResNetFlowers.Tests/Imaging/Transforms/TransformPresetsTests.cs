using System.Text.Json;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;

namespace ResNetFlowers.Tests.Imaging.Transforms;

public class TransformPresetsTests
{
    [Fact]
    public void Validation_gives_the_bytes_of_torchvision()
    {
        foreach (JsonElement entry in Golden.Section("presets"))
        {
            int size = entry.GetProperty("size").GetInt32();
            RgbImage decoded = Golden.Decode(entry.GetProperty("file").GetString()!);
            using RgbImage image = TransformPresets.Validation(size).Apply(decoded, new RandomSource());
            Assert.Equal($"{size}x{size} {entry.GetProperty("sha256").GetString()}", Golden.Describe(image));
        }
    }

    [Fact]
    public void Train_depends_on_the_random_numbers_alone()
    {
        IImageTransform train = TransformPresets.Train(48);
        using RgbImage first = train.Apply(Golden.Decode("photo.jpg"), new RandomSource(1, 2));
        using RgbImage again = train.Apply(Golden.Decode("photo.jpg"), new RandomSource(1, 2));
        using RgbImage other = train.Apply(Golden.Decode("photo.jpg"), new RandomSource(1, 3));

        Assert.Equal((48, 48), (first.Width, first.Height));
        Assert.Equal(Golden.Describe(first), Golden.Describe(again));
        Assert.False(first.Pixels.SequenceEqual(other.Pixels));
    }

    [Fact]
    public void Presets_print_as_torchvision_prints_them()
    {
        Assert.Equal(
            "Compose(\n    RandomResizedCrop(size=(224, 224), scale=(0.08, 1.0), ratio=(0.75, 1.3333), interpolation=bilinear), antialias=None)\n" +
            "    RandomHorizontalFlip(p=0.5)\n)",
            TransformPresets.Train(224).ToString());
        Assert.Equal(
            "Compose(\n    Resize(size=256, interpolation=bilinear, max_size=None, antialias=None)\n    CenterCrop(size=(224, 224))\n)",
            TransformPresets.Validation(224).ToString());
    }

    [Fact]
    public void A_step_uses_up_its_picture_unless_it_returns_it()
    {
        foreach (IImageTransform step in new IImageTransform[]
                 {
                     new RandomResizedCrop(20), new RandomHorizontalFlip(1), new Resize(40), new CenterCrop(20), TransformPresets.Train(30),
                     TransformPresets.Validation(30),
                 })
        {
            RgbImage input = RgbImage.Rent(60, 50);
            RgbImage output = step.Apply(input, new RandomSource(5));
            if (!ReferenceEquals(input, output)) Assert.Throws<ObjectDisposedException>(() => input.Pixels.Length);
            Assert.Equal(output.Width * output.Height * 3, output.Pixels.Length);
            output.Dispose();
        }
    }

    /// <summary>The photo alone is 500 kB of pixels; a garbage collection beside may empty the pools a few times.</summary>
    [Fact]
    public void Buffers_come_from_pools()
    {
        const int Photos = 60;
        byte[] file = Golden.Bytes("photo.jpg");
        IImageTransform train = TransformPresets.Train(224);
        var random = new RandomSource(1);
        float[] floats = new float[3 * 224 * 224];
        long before = 0;
        for (int i = -5; i < Photos; i++)
        {
            if (i == 0) before = GC.GetAllocatedBytesForCurrentThread();
            using RgbImage image = train.Apply(ImageCodec.Decode(file), random);
            Normalization.ImageNet.Apply(image, floats);
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / Photos, 0, 100_000);
    }

    [Fact]
    public void A_hair_of_a_picture_is_refused_and_given_back()
    {
        RgbImage hair = RgbImage.Rent(1, 200_000);
        Assert.Throws<InvalidImageException>(() => new Resize(256).Apply(hair, new RandomSource()));
        Assert.Throws<ObjectDisposedException>(() => hair.Pixels.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void The_size_is_checked(int size)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TransformPresets.Train(size));
        Assert.Throws<ArgumentOutOfRangeException>(() => TransformPresets.Validation(size));
    }
}
