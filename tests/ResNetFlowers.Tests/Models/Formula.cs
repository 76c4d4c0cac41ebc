using TorchSharp;

namespace ResNetFlowers.Tests.Models;

/// <summary>
/// Weights and images by a formula, so that golden data needs none of its own. The formula is told, and stands again in Python,
/// in golden/make_models.py; both fill the same bits.
/// </summary>
internal static class Formula
{
    /// <summary>Sets every tensor of the module's state dict by its place, its name and its shape.</summary>
    public static void Fill(torch.nn.Module module)
    {
        using IDisposable noGrad = torch.no_grad();
        uint index = 0;
        foreach ((string name, torch.Tensor tensor) in module.state_dict())
        {
            using torch.Tensor values = Values(index++, name, tensor.shape);
            tensor.copy_(values);
        }
    }

    /// <summary>A batch [count, channels, size, size] of patches of 16 × 16 with grain on them.</summary>
    public static torch.Tensor Images(int count, int size, int channels = 3) => Images(count, size, size, channels);

    /// <summary>A batch [count, channels, height, width] of patches of 16 × 16 with grain on them.</summary>
    public static torch.Tensor Images(int count, int height, int width, int channels)
    {
        var pixels = new float[count * channels * height * width];
        int next = 0;
        for (uint plane = 0; plane < count * channels; plane++)
        {
            for (uint y = 0; y < height; y++)
            {
                for (uint x = 0; x < width; x++)
                    pixels[next++] = Signed(1000 + plane, y / 16 * 64 + x / 16) + 0.5f * Signed(1500 + plane, y * 1024 + x);
            }
        }

        return torch.tensor(pixels, [count, channels, height, width]);
    }

    private static torch.Tensor Values(uint index, string name, long[] shape)
    {
        if (name.EndsWith("num_batches_tracked", StringComparison.Ordinal)) return torch.zeros(shape, torch.ScalarType.Int64);

        long fanIn = shape.Skip(1).Aggregate(1L, (product, size) => product * size);
        (float centre, float spread) = (name.Split('.')[^1], shape.Length) switch
        {
            ("running_var", _) => (1f, 0.25f),
            ("running_mean" or "bias", _) => (0f, 0.1f),
            (_, 1) => (name.Contains(".bn3.", StringComparison.Ordinal) ? 0.1f : 0.6f, 0.1f),
            (_, 4) => (0f, (float)Math.Sqrt(6.0 / fanIn)),
            _ => (0f, (float)Math.Sqrt(3.0 / fanIn)),
        };

        var values = new float[shape[0] * fanIn];
        for (uint i = 0; i < values.Length; i++) values[i] = centre + Signed(index, i) * spread;
        return torch.tensor(values, shape);
    }

    /// <summary>A number in [-1, 1), from the hash lowbias32 of a tensor's index and an element's.</summary>
    private static float Signed(uint tensor, uint element)
    {
        uint h = tensor * 0x9E3779B1 + element * 0x85EBCA77;
        h ^= h >> 16;
        h *= 0x7FEB352D;
        h ^= h >> 15;
        h *= 0x846CA68B;
        h ^= h >> 16;
        return (h >> 8) * (1f / (1 << 23)) - 1f;
    }
}
