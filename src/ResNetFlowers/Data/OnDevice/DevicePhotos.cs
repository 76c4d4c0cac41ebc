using System.Runtime.InteropServices;
using ResNetFlowers.Data.Caching;
using ResNetFlowers.Imaging;
using static TorchSharp.torch;

namespace ResNetFlowers.Data.OnDevice;

/// <summary>
/// Decoded photos in the memory of a device, one behind the other: each is decoded once and sent once. Any number of threads may look
/// photos up, while one keeps new ones.
/// </summary>
internal sealed class DevicePhotos : IDisposable
{
    private readonly CacheLayout _layout;

    // Of each slot width and height; 0 as long as there is no photo.
    private readonly long[] _sizes;

    /// <summary>Takes the memory for photos; none is there yet.</summary>
    /// <param name="layout">The photos.</param>
    /// <param name="device">The device.</param>
    /// <exception cref="ExternalException">The device has not so much.</exception>
    public DevicePhotos(CacheLayout layout, Device device)
    {
        _layout = layout;
        _sizes = new long[layout.Count];
        Pixels = empty([Math.Max(3, layout.Length)], uint8, device).DetachFromDisposeScope();
    }

    /// <summary>All pixels, <c>[bytes]</c>, uint8; undefined where no photo is kept.</summary>
    public Tensor Pixels { get; }

    /// <summary>Finds a photo that is kept.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="slot">Its slot, kept or not; -1 where it has none.</param>
    /// <returns>All of the photo, its pixels beginning at <see cref="FirstPixel"/>; null where it is not kept.</returns>
    public PixelBox? Find(string path, out int slot)
    {
        if (!_layout.TryFind(path, out slot))
        {
            slot = -1;
            return null;
        }

        long size = Volatile.Read(ref _sizes[slot]);
        return size == 0 ? null : new PixelBox(0, 0, (int)(size >> 32), (int)size);
    }

    /// <summary>Whether a photo goes into a slot: it may have changed since its header was read.</summary>
    public bool Fits(int slot, RgbImage photo) => slot >= 0 && photo.Pixels.Length <= _layout.Capacity(slot);

    /// <summary>Where a slot's pixels begin, in pixels of three bytes.</summary>
    public long FirstPixel(int slot) => _layout.Offset(slot) / 3;

    /// <summary>Keeps a photo.</summary>
    /// <param name="slot">Its slot, into which it <see cref="Fits"/>.</param>
    /// <param name="width">Its columns.</param>
    /// <param name="height">Its rows.</param>
    /// <param name="bytes">Its pixels, <c>[height · width · 3]</c>, uint8, on the device.</param>
    public void Keep(int slot, int width, int height, Tensor bytes)
    {
        using Tensor place = Pixels.narrow(0, _layout.Offset(slot), bytes.numel());
        place.copy_(bytes, nonBlocking: true);
        Volatile.Write(ref _sizes[slot], (long)width << 32 | (uint)height);
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose() => Pixels.Dispose();
}
