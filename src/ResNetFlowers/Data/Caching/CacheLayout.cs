using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace ResNetFlowers.Data.Caching;

/// <summary>Where each photo's pixels go in a cache: one after the other, in slots as large as the headers say.</summary>
internal sealed class CacheLayout
{
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);

    // Of each slot its start; the last is the end of all.
    private readonly long[] _offsets;

    private CacheLayout(string[] paths, PhotoStamp[] stamps, string root)
    {
        _offsets = new long[paths.Length + 1];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // Another build may decode otherwise.
        hash.AppendData(typeof(CacheLayout).Module.ModuleVersionId.ToByteArray());
        for (int slot = 0; slot < paths.Length; slot++)
        {
            _slots.Add(paths[slot], slot);
            _offsets[slot + 1] = _offsets[slot] + stamps[slot].PixelBytes;
            // No path holds a 0: two lists never give the same bytes.
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(root, paths[slot]) + '\0'));
            hash.AppendData(MemoryMarshal.AsBytes(stamps.AsSpan(slot, 1)));
        }

        Fingerprint = hash.GetHashAndReset();
    }

    /// <summary>How many photos there are.</summary>
    public int Count => _slots.Count;

    /// <summary>Bytes that all photos take.</summary>
    public long Length => _offsets[^1];

    /// <summary>Says which photos these are, in which state and decoded by which build: 32 bytes.</summary>
    public ReadOnlyMemory<byte> Fingerprint { get; }

    /// <summary>Looks at the header of every photo, on all cores.</summary>
    /// <param name="root">The folder that they lie in, or the list that names them; the fingerprint is that of their places from there.</param>
    /// <param name="photos">The photos; one that is named twice counts once.</param>
    public static CacheLayout Of(string root, IEnumerable<string> photos)
    {
        string[] paths = [.. photos.Distinct(StringComparer.Ordinal)];
        var stamps = new PhotoStamp[paths.Length];
        Parallel.For(0, paths.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, slot => stamps[slot] = PhotoStamp.Of(paths[slot]));
        return new CacheLayout(paths, stamps, root);
    }

    /// <summary>The slot of a photo, from 0.</summary>
    public bool TryFind(string path, out int slot) => _slots.TryGetValue(path, out slot);

    /// <summary>Where a slot begins.</summary>
    public long Offset(int slot) => _offsets[slot];

    /// <summary>How many bytes a slot has.</summary>
    public long Capacity(int slot) => _offsets[slot + 1] - _offsets[slot];
}
