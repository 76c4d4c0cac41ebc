using System.Text.Json;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;

namespace ResNetFlowers.Tests.Imaging;

public class NormalizationTests
{
    [Fact]
    public void Floats_are_bit_for_bit_torchvisions_in_both_orders()
    {
        foreach (JsonElement entry in Golden.Section("presets"))
        {
            RgbImage decoded = Golden.Decode(entry.GetProperty("file").GetString()!);
            using RgbImage image = Preprocessing.Middle(entry.GetProperty("size").GetInt32()).ToTransform().Apply(decoded, new RandomSource());
            float[] floats = new float[image.Pixels.Length];

            Normalization.ImageNet.Apply(image, floats);
            Assert.Equal(entry.GetProperty("normalized").GetString(), Golden.Sha256(floats));

            Normalization.ImageNet.ApplyChannelsLast(image, floats);
            Assert.Equal(entry.GetProperty("channels_last").GetString(), Golden.Sha256(floats));
        }
    }

    [Fact]
    public void Luminance_is_bit_for_bit_torchvisions_in_both_orders()
    {
        foreach (JsonElement entry in Golden.Section("presets"))
        {
            RgbImage decoded = Golden.Decode(entry.GetProperty("file").GetString()!);
            using RgbImage image = Preprocessing.Middle(entry.GetProperty("size").GetInt32()).ToTransform().Apply(decoded, new RandomSource());
            float[] floats = new float[image.Width * image.Height];

            Normalization.Luminance.Apply(image, floats);
            Assert.Equal(entry.GetProperty("luminance").GetString(), Golden.Sha256(floats));

            Array.Clear(floats);
            Normalization.Luminance.ApplyChannelsLast(image, floats);
            Assert.Equal(entry.GetProperty("luminance").GetString(), Golden.Sha256(floats));
        }
    }

    [Fact]
    public void Luminance_has_a_mean_and_deviation_too()
    {
        using RgbImage image = RgbImage.Rent(1, 1);
        image.Pixels.Fill(51);
        float[] floats = new float[1];
        new Normalization([0.25f], [0.5f]).Apply(image, floats);
        Assert.Equal((0.2f - 0.25f) / 0.5f, floats[0]);
    }

    [Fact]
    public void A_destination_of_another_size_is_refused()
    {
        using RgbImage image = RgbImage.Rent(4, 4);
        Assert.Throws<ArgumentException>(() => Normalization.ImageNet.Apply(image, new float[47]));
        Assert.Throws<ArgumentException>(() => Normalization.ImageNet.ApplyChannelsLast(image, new float[49]));
        Assert.Throws<ArgumentException>(() => Normalization.Luminance.Apply(image, new float[48]));
    }

    [Fact]
    public void Constants_are_checked()
    {
        Assert.Throws<ArgumentException>(() => new Normalization([0.5f], [1, 1, 1]));
        Assert.Throws<ArgumentException>(() => new Normalization([0.5f, 0.5f], [1, 1]));
        Assert.Throws<ArgumentException>(() => new Normalization([0.5f], [0]));
        Assert.Throws<ArgumentException>(() => new Normalization([0, 0, 0], [1, 0, 1]));
    }
}
