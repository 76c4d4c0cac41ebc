using System.Runtime.InteropServices;
using ResNetFlowers.Data;
using ResNetFlowers.Data.Loading;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;

namespace ResNetFlowers.Tests.Data.Loading;

/// <summary>Eleven photos on disk, and loaders over them.</summary>
public sealed class LoaderFixture : IDisposable
{
    public const int Count = 11;
    public const int Side = 16;

    private readonly TemporaryFolder _folder = new();

    public LoaderFixture()
    {
        var samples = new Sample[Count];
        for (int i = 0; i < Count; i++)
        {
            samples[i] = new Sample(_folder.File($"{i:d2}.png"), i % 3);
            TinyPhotos.Write(samples[i].Path, samples[i].Label, i);
        }

        Samples = samples;
    }

    public IReadOnlyList<Sample> Samples { get; }

    public static DataLoader Loader(IReadOnlyList<Sample> samples, LoaderOptions options, IImageTransform? transform = null) =>
        new(samples, Side, transform ?? TransformPresets.Named("seed", Side).Train, Normalization.ImageNet, options);

    public DataLoader Loader(LoaderOptions options, IImageTransform? transform = null) => Loader(Samples, options, transform);

    /// <summary>All that a batch holds, read while it is alive, and the batch disposed.</summary>
    internal static Read Take(Batch batch)
    {
        using (batch) return Look(batch);
    }

    internal static Read Look(Batch batch) => new(batch.Index, [.. batch.Samples], batch.Labels.data<long>().ToArray(), batch.Images.shape, MemoryMarshal.AsBytes<float>(batch.Images.data<float>().ToArray()).ToArray());

    public void Dispose() => _folder.Dispose();

    internal sealed record Read(int Index, int[] Samples, long[] Labels, long[] Shape, byte[] Images)
    {
        /// <summary>The bytes of one photo of the batch.</summary>
        public ReadOnlySpan<byte> Photo(int sample)
        {
            int length = Images.Length / Samples.Length;
            return Images.AsSpan(Array.IndexOf(Samples, sample) * length, length);
        }
    }
}
