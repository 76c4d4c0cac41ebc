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
            using RgbImage image = Preprocessing.Middle(size).ToTransform().Apply(decoded, new RandomSource());
            Assert.Equal($"{size}x{size} {entry.GetProperty("sha256").GetString()}", Golden.Describe(image));
        }
    }

    [Fact]
    public void Train_depends_on_the_random_numbers_alone()
    {
        IImageTransform train = TransformPresets.Named("seed", 48).Train;
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
            TransformPresets.Named("seed", 224).Train.ToString());
        Assert.Equal(
            "Compose(\n    Resize(size=256, interpolation=bilinear, max_size=None, antialias=None)\n    CenterCrop(size=(224, 224))\n)",
            Preprocessing.Middle(224).ToTransform().ToString());
    }

    [Fact]
    public void Every_preset_gives_the_size_that_is_asked_for_and_depends_on_the_random_numbers_alone()
    {
        foreach (string name in TransformPresets.Names)
        {
            foreach (int size in new[] { 1, 17, 64 })
            {
                TransformPreset preset = TransformPresets.Named(name, size);
                Assert.Equal(name, preset.Name);
                foreach (IImageTransform transform in new[] { preset.Train, preset.Validation.ToTransform() })
                {
                    using RgbImage first = transform.Apply(Golden.Decode("color.png"), new RandomSource(1, 2));
                    using RgbImage again = transform.Apply(Golden.Decode("color.png"), new RandomSource(1, 2));
                    Assert.Equal((size, size), (first.Width, first.Height));
                    Assert.Equal(Golden.Describe(first), Golden.Describe(again));
                }
            }
        }
    }

    [Fact]
    public void Validation_draws_no_random_numbers()
    {
        foreach (string name in TransformPresets.Names)
        {
            var random = new RandomSource(9);
            TransformPresets.Named(name, 20).Validation.ToTransform().Apply(Golden.Decode("color.png"), random).Dispose();
            Assert.Equal(new RandomSource(9).NextBits(), random.NextBits());
        }
    }

    [Fact]
    public void The_flowers102_preset_is_the_recipe_scaled()
    {
        Assert.Equal(
            "Compose(\n    Resize(size=(96, 96), interpolation=bilinear, max_size=None, antialias=None)\n" +
            "    RandomRotation(degrees=[-45.0, 45.0], interpolation=nearest, expand=False, fill=0)\n" +
            "    CenterCrop(size=(64, 64))\n    RandomHorizontalFlip(p=0.5)\n    RandomVerticalFlip(p=0.5)\n" +
            "    ColorJitter(brightness=[0.8, 1.2], contrast=[0.9, 1.1], saturation=[0.9, 1.1], hue=[-0.1, 0.1])\n" +
            "    RandomGrayscale(p=0.025)\n)",
            TransformPresets.Named("flowers102", 64).Train.ToString());
        Assert.Contains("Resize(size=(336, 336)", TransformPresets.Named("flowers102", 224).Train.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            "Compose(\n    Resize(size=(64, 64), interpolation=bilinear, max_size=None, antialias=None)\n)",
            TransformPresets.Named("flowers102", 64).Validation.ToTransform().ToString());
    }

    /// <summary>Larger, smaller, as large, too small for the crop, and with a border.</summary>
    [Theory]
    [InlineData(40, 30)]
    [InlineData(60, 60)]
    [InlineData(47, 31)]
    [InlineData(20, 30)]
    [InlineData(25, 25)]
    public void Joined_steps_give_the_bytes_of_the_steps(int size, int crop)
    {
        foreach ((int width, int height) in new[] { (61, 47), (47, 61), (47, 47), (200, 48) })
        {
            IImageTransform[] steps = [new Resize(size) { Interpolation = InterpolationMode.Bicubic }, new CenterCrop(crop)];
            RgbImage expected = steps.Aggregate(Golden.Noise(width, height, 1), (image, step) => step.Apply(image, new RandomSource()));
            using RgbImage actual = new Compose(steps).Apply(Golden.Noise(width, height, 1), new RandomSource());
            Assert.Equal(Golden.Describe(expected), Golden.Describe(actual));
            expected.Dispose();
        }
    }

    [Fact]
    public void An_unknown_name_is_refused_with_the_known_ones()
    {
        var exception = Assert.Throws<InputException>(() => TransformPresets.Named("Strong", 64));
        Assert.Equal("--augment Strong: is none of none, seed, flowers102, light, strong", exception.Message);
    }

    public static TheoryData<IImageTransform> Steps { get; } = new(
        new RandomResizedCrop(20), new RandomResizedCrop(20) { Interpolation = InterpolationMode.Bicubic }, new RandomHorizontalFlip(1),
        new RandomVerticalFlip(1), new Resize(40), new ResizeSquare(30), new CenterCrop(20), new RandomCrop(40, 8), new RandomRotation(30),
        new RandomRotation(30) { Expand = true, Interpolation = InterpolationMode.Bilinear }, new RandomAffine(20), new RandomGrayscale(1),
        new ColorJitter(0.3, 0.3, 0.3, 0.3), new GaussianBlur(5), new TrivialAugmentWide(), new RandAugment(), new AutoAugment(),
        TransformPresets.Named("flowers102", 24).Train, TransformPresets.Named("strong", 24).Train, Preprocessing.Middle(30).ToTransform());

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_step_uses_up_its_picture_unless_it_returns_it(IImageTransform step)
    {
        for (int i = 0; i < 30; i++)
        {
            RgbImage input = Golden.Noise(60, 50, i);
            RgbImage output = step.Apply(input, new RandomSource(5, i));
            if (!ReferenceEquals(input, output)) Assert.Throws<ObjectDisposedException>(() => input.Pixels.Length);
            Assert.Equal(output.Width * output.Height * 3, output.Pixels.Length);
            output.Dispose();
        }
    }

    /// <summary>A picture of 130 kB in and out; what remains are the objects around it, and a blur's kernel.</summary>
    [Theory]
    [MemberData(nameof(Steps))]
    public void A_step_allocates_nothing_per_pixel(IImageTransform step)
    {
        const int Rounds = 40;
        var random = new RandomSource(1);
        long before = 0;
        for (int i = -10; i < Rounds; i++)
        {
            if (i == 0) before = GC.GetAllocatedBytesForCurrentThread();
            RgbImage image = RgbImage.Rent(240, 180);
            image.Pixels.Fill((byte)i);
            step.Apply(image, random).Dispose();
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / Rounds, 0, 10_000);
    }

    /// <summary>The photo alone is 500 kB of pixels; a garbage collection beside may empty the pools a few times.</summary>
    [Fact]
    public void Buffers_come_from_pools()
    {
        const int Photos = 60;
        byte[] file = Golden.Bytes("photo.jpg");
        IImageTransform train = TransformPresets.Named("seed", 224).Train;
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
    public void The_size_is_checked(int size) => Assert.Throws<ArgumentOutOfRangeException>(() => TransformPresets.Named("seed", size));
}
