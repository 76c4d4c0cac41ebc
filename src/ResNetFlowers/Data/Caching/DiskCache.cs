using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using ResNetFlowers.Formats.Zip;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Data.Caching;

/// <summary>
/// Decoded photos in one file: a header, for each photo width, height and CRC-32 (all 0 as long as it is missing), and the pixels.
/// Every photo is checked when it is read, so that what a crash, a full disk or damage left is decoded again; and whoever keeps a photo
/// writes the same bytes to the same place, so that any number of processes may share the file. It is read and written at positions, not
/// mapped: where the disk fails, that is an exception and not the end of the process.
/// </summary>
internal sealed class DiskCache : PhotoCache
{
    private const int EntryLength = 12;

    private readonly SafeFileHandle _file;
    private readonly long _pixels;
    private volatile bool _takesMore = true;

    private DiskCache(CacheLayout layout, SafeFileHandle file) : base(layout)
    {
        _file = file;
        _pixels = CacheHeader.Length + (long)EntryLength * layout.Count;
    }

    /// <summary>Opens the file of a folder or list of photos; one that is missing, damaged or of other photos is made anew.</summary>
    /// <param name="folder">Where the file is; made where it is missing.</param>
    /// <param name="root">The folder of the photos, or their list.</param>
    /// <param name="layout">The photos.</param>
    /// <param name="freeBytes">Bytes that the disk of a folder has left.</param>
    /// <exception cref="InputException">The folder cannot be used, or the disk has not enough room.</exception>
    public static DiskCache Open(string folder, string root, CacheLayout layout, Func<string, long> freeBytes)
    {
        CacheFolder.Prepare(folder);
        string path = CacheFolder.FileFor(folder, root);
        byte[] header = CacheHeader.Of(layout, root);
        try
        {
            if (TryOpen(path, header, layout) is { } cache)
            {
                RequireRoom(folder, layout, cache.MissingBytes(), freeBytes, cache);
                return cache;
            }

            File.Delete(path);
            RequireRoom(folder, layout, layout.Length, freeBytes);
            // Sparse: room is taken as photos come.
            AtomicFile.Write(path, stream =>
            {
                stream.Write(header);
                stream.SetLength(TotalLength(layout));
            });
            return TryOpen(path, header, layout) ?? throw new InputException($"{path}: changes while it is made; try again, or give --cache none");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"--cache-dir {folder}: cannot be used ({exception.Message.TrimEnd('.')}); give a folder that is writable, or --cache none", exception);
        }
    }

    private protected override RgbImage? TryLoad(int slot)
    {
        Span<byte> entry = stackalloc byte[EntryLength];
        RgbImage? image = null;
        try
        {
            RandomAccess.Read(_file, entry, EntryAt(slot));
            (int width, int height) = (BinaryPrimitives.ReadInt32LittleEndian(entry), BinaryPrimitives.ReadInt32LittleEndian(entry[4..]));
            if (width < 1 || height < 1 || (Int128)width * height * 3 > Layout.Capacity(slot)) return null;
            image = RgbImage.Rent(width, height);
            int read = RandomAccess.Read(_file, image.Pixels, _pixels + Layout.Offset(slot));
            bool isWhole = read == image.Pixels.Length && Crc32.Compute(image.Pixels) == BinaryPrimitives.ReadUInt32LittleEndian(entry[8..]);
            if (isWhole) return image;
        }
        catch (IOException)
        {
            // As good as missing: the photo itself is still there.
        }

        image?.Dispose();
        return null;
    }

    private protected override void Store(int slot, RgbImage image)
    {
        if (!_takesMore) return;
        Span<byte> entry = stackalloc byte[EntryLength];
        BinaryPrimitives.WriteInt32LittleEndian(entry, image.Width);
        BinaryPrimitives.WriteInt32LittleEndian(entry[4..], image.Height);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[8..], Crc32.Compute(image.Pixels));
        try
        {
            RandomAccess.Write(_file, image.Pixels, _pixels + Layout.Offset(slot));
            RandomAccess.Write(_file, entry, EntryAt(slot));
        }
        catch (IOException)
        {
            // Somebody else has filled the disk: what is kept stays, the others are decoded each time.
            _takesMore = false;
        }
    }

    protected override void Dispose(bool disposing) => _file.Dispose();

    private static DiskCache? TryOpen(string path, ReadOnlySpan<byte> header, CacheLayout layout)
    {
        if (!File.Exists(path)) return null;
        SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        if (RandomAccess.GetLength(file) == TotalLength(layout) && CacheHeader.IsAtStartOf(file, header)) return new DiskCache(layout, file);
        file.Dispose();
        return null;
    }

    private static long TotalLength(CacheLayout layout) => CacheHeader.Length + (long)EntryLength * layout.Count + layout.Length;

    private static long EntryAt(int slot) => CacheHeader.Length + (long)EntryLength * slot;

    private static void RequireRoom(string folder, CacheLayout layout, long needed, Func<string, long> freeBytes, DiskCache? opened = null)
    {
        long free = freeBytes(folder);
        if (needed <= free) return;
        opened?.Dispose();
        throw new InputException(
            $"--cache disk: {layout.Count:n0} photos take {PhotoCaches.MiB(needed)} more on the disk of {folder}, which has {PhotoCaches.MiB(free)} left; give another --cache-dir, or --cache none");
    }

    // What the photos that are not there yet will take.
    private long MissingBytes()
    {
        byte[] entries = new byte[(long)EntryLength * Layout.Count];
        RandomAccess.Read(_file, entries, CacheHeader.Length);
        return Enumerable.Range(0, Layout.Count)
            .Where(slot => BinaryPrimitives.ReadInt32LittleEndian(entries.AsSpan(EntryLength * slot)) == 0)
            .Sum(Layout.Capacity);
    }
}
