using System.Runtime.InteropServices;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Data.Caching;

/// <summary>Decoded photos in one block of native memory, which the system hands out page by page as it is filled.</summary>
internal sealed unsafe class RamCache : PhotoCache
{
    // The network, its gradients and the batches need some too.
    private const double Share = 0.75;

    // Of each slot width and height; 0 as long as there is no photo.
    private readonly long[] _sizes;
    private byte* _pixels;

    private RamCache(CacheLayout layout) : base(layout)
    {
        _pixels = (byte*)NativeMemory.Alloc((nuint)Math.Max(1, layout.Length));
        _sizes = new long[layout.Count];
    }

    /// <summary>Makes an empty cache.</summary>
    /// <param name="layout">The photos.</param>
    /// <param name="available">Bytes of memory to be had; three quarters of them may be taken.</param>
    /// <exception cref="InputException">They would not fit.</exception>
    public static RamCache Create(CacheLayout layout, long available)
    {
        long allowed = (long)(available * Share);
        if (layout.Length > allowed) throw TooLittle(layout, allowed);
        try
        {
            return new RamCache(layout);
        }
        catch (OutOfMemoryException)
        {
            // A limit that the system does not tell.
            throw TooLittle(layout, allowed);
        }
    }

    private protected override RgbImage? TryLoad(int slot)
    {
        long size = Volatile.Read(ref _sizes[slot]);
        if (size == 0) return null;
        RgbImage image = RgbImage.Rent((int)(size >> 32), (int)size);
        Slot(slot)[..image.Pixels.Length].CopyTo(image.Pixels);
        return image;
    }

    private protected override void Store(int slot, RgbImage image)
    {
        image.Pixels.CopyTo(Slot(slot));
        Volatile.Write(ref _sizes[slot], (long)image.Width << 32 | (uint)image.Height);
    }

    protected override void Dispose(bool disposing)
    {
        NativeMemory.Free(_pixels);
        _pixels = null;
    }

    private Span<byte> Slot(int slot)
    {
        ObjectDisposedException.ThrowIf(_pixels is null, this);
        return new Span<byte>(_pixels + Layout.Offset(slot), (int)Layout.Capacity(slot));
    }

    private static InputException TooLittle(CacheLayout layout, long allowed) => new(
        $"--cache ram: {layout.Count:n0} photos take {PhotoCaches.MiB(layout.Length)} decoded, and {PhotoCaches.MiB(allowed)} of memory may go to them; give --cache disk, or none");
}
