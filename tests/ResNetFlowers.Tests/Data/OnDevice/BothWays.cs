using ResNetFlowers.Data.OnDevice;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using ResNetFlowers.Tests.Imaging;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Data.OnDevice;

/// <summary>The same photos by a transform on the CPU, one by one, and by its plan for a device, all at once.</summary>
internal sealed class BothWays
{
    private BothWays(byte[] cpu, float[] device, ulong[] cpuRandom, ulong[] deviceRandom) =>
        (Cpu, Device, CpuRandom, DeviceRandom) = (cpu, device, cpuRandom, deviceRandom);

    /// <summary>Pictures, <c>[N, side, side, 3]</c>.</summary>
    public byte[] Cpu { get; }

    /// <summary>The same, as numbers from 0 to 255.</summary>
    public float[] Device { get; }

    /// <summary>What each photo's random numbers go on with.</summary>
    public ulong[] CpuRandom { get; }

    public ulong[] DeviceRandom { get; }

    /// <summary>The largest distance between two samples.</summary>
    public float Most => Distances.Max();

    /// <summary>The mean distance.</summary>
    public float Mean => Distances.Average();

    /// <summary>The share of samples further apart than one level.</summary>
    public double Strangers => Distances.Count(distance => distance > 1.01f) / (double)Cpu.Length;

    private IEnumerable<float> Distances => Cpu.Zip(Device, (one, other) => Math.Abs(one - other));

    /// <summary>Takes photos of the given sizes through a transform.</summary>
    /// <param name="transform">Photo to square.</param>
    /// <param name="side">Its side.</param>
    /// <param name="seed">Decides the photos and what is drawn for them.</param>
    /// <param name="isWhole">Whether the device gets photos as a whole; else no more than it needs.</param>
    /// <param name="sizes">Width and height of each photo.</param>
    public static BothWays Run(IImageTransform transform, int side, int seed, bool isWhole, params IReadOnlyList<(int Width, int Height)> sizes)
    {
        DevicePlan plan = DevicePlan.Of(transform, null, side)!;
        var cpu = new List<byte>();
        var memory = new List<byte> { 7, 7, 7 };
        var photos = new List<PlacedPhoto>();
        var cpuRandom = new List<ulong>();
        var deviceRandom = new List<ulong>();
        for (int i = 0; i < sizes.Count; i++)
        {
            var random = new RandomSource(seed, i);
            using (RgbImage picture = transform.Apply(Photo(sizes[i], seed + i), random)) cpu.AddRange(picture.Pixels);
            cpuRandom.Add(random.NextBits());

            random.Reset(seed, i);
            using RgbImage before = plan.Before.Apply(Photo(sizes[i], seed + i), random);
            PhotoPlan drawn = plan.Draw(before.Width, before.Height, random);
            PixelBox stored = isWhole ? PixelBox.Whole(before) : drawn.View.Part();
            using RgbImage part = Cropping.Crop(before, stored);
            photos.Add(new PlacedPhoto(drawn, 0, memory.Count / 3, stored));
            memory.AddRange(part.Pixels);
            deviceRandom.Add(random.NextBits());
        }

        return new BothWays([.. cpu], OnDevice(plan, photos, [.. memory]), [.. cpuRandom], [.. deviceRandom]);
    }

    private static float[] OnDevice(DevicePlan plan, IReadOnlyList<PlacedPhoto> photos, byte[] memory)
    {
        using DisposeScope scope = NewDisposeScope();
        var program = new BatchProgram(plan, photos, new Normalization([0, 0, 0], [1 / 255f, 1 / 255f, 1 / 255f]));
        Tensor table = empty([program.Table.Count], float64);
        program.Table.CopyTo(table);
        Tensor images = program.Run([tensor(memory)], table);
        Assert.Equal(1, images.stride(1));
        return images.permute(0, 2, 3, 1).contiguous().data<float>().ToArray();
    }

    // Smooth in part, as photos are, and with every value.
    private static RgbImage Photo((int Width, int Height) size, int seed)
    {
        RgbImage noise = Golden.Noise(size.Width, size.Height, seed);
        for (int i = 0; i < noise.Pixels.Length; i++)
        {
            int x = i / 3 % size.Width;
            if (x > size.Width / 3) noise.Pixels[i] = (byte)(noise.Pixels[i] / 4 + 190 * x / size.Width);
        }

        return noise;
    }
}
