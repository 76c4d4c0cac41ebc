using System.Buffers.Binary;
using System.IO.Compression;

namespace ResNetFlowers.Formats.Idx;

/// <summary>
/// Reads an IDX file of bytes, the format of the MNIST family (http://yann.lecun.com/exdb/mnist/): two zeros, the kind of element,
/// the number of dimensions, each dimension's size as four bytes, the highest first, then the elements. Compressed with gzip or
/// not. Items are read one by one, so that a header that promises too much costs nothing.
/// </summary>
internal sealed class IdxReader : IDisposable
{
    /// <summary>The most items that a file may hold: a hundred times what any published set has.</summary>
    public const int MaxItems = 100_000_000;

    /// <summary>The largest size of an item's dimension, in elements.</summary>
    public const int MaxSide = 4096;

    private const byte UnsignedByte = 0x08;

    // What deflate can make of one byte at most (RFC 1951: 258 bytes for a match of two codes of one bit each).
    private const long MaxExpansion = 1032;

    private readonly FileStream _file;
    private readonly Stream _content;

    private IdxReader(FileStream file)
    {
        _file = file;
        IsCompressed = file.Length > 1 && file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        _content = IsCompressed ? new BufferedStream(new GZipStream(file, CompressionMode.Decompress), 1 << 16) : file;
    }

    /// <summary>Items in the file, at least 1.</summary>
    public int Count { get; private set; }

    /// <summary>The sizes of an item's dimensions, each at least 1; none for labels, [height, width] for pictures.</summary>
    public IReadOnlyList<int> ItemSizes { get; private set; } = [];

    private bool IsCompressed { get; }

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dimensions">The dimensions that it has to have: 1 for labels, 3 for pictures.</param>
    /// <exception cref="NotSupportedException">It is no IDX file of bytes with so many dimensions, or one that is too large.</exception>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IdxReader Open(string path, int dimensions)
    {
        var reader = new IdxReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16));
        try
        {
            reader.ReadHeader(dimensions);
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Reads the next items.</summary>
    /// <param name="items">Filled with them, whole items.</param>
    /// <exception cref="InvalidDataException">The file ends before, or its compression is damaged.</exception>
    public void Read(Span<byte> items)
    {
        if (_content.ReadAtLeast(items, items.Length, throwOnEndOfStream: false) < items.Length)
        {
            throw new InvalidDataException("it ends before the last of the items that its header promises");
        }
    }

    /// <summary>Makes sure that nothing follows the last item; reading to the end also has gzip's checksum compared.</summary>
    /// <exception cref="InvalidDataException">Something does, or the checksum is wrong.</exception>
    public void RequireEnd()
    {
        if (_content.ReadByte() >= 0) throw new InvalidDataException("it goes on after the last of the items that its header promises");
    }

    /// <inheritdoc/>
    public void Dispose() => _content.Dispose();

    private void ReadHeader(int dimensions)
    {
        Span<byte> start = stackalloc byte[4 + dimensions * sizeof(int)];
        int there = _content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        string wanted = dimensions == 1 ? "labels (idx1-ubyte)" : "pictures (idx3-ubyte)";
        if (there < 4 || start is not [0, 0, UnsignedByte, ..])
        {
            throw new NotSupportedException($"is no IDX file of bytes; give the MNIST family's {wanted}, with or without .gz");
        }

        if (start[3] != dimensions)
        {
            throw new NotSupportedException($"holds an array of {start[3]} dimensions, not {dimensions}; give the file of {wanted}");
        }

        if (there < start.Length) throw new InvalidDataException("it ends within its header");
        Count = Size(start[4..], MaxItems);
        int[] sizes = new int[dimensions - 1];
        for (int i = 0; i < sizes.Length; i++) sizes[i] = Size(start[(8 + i * sizeof(int))..], MaxSide);
        ItemSizes = sizes;
        RequireLength(start.Length + sizes.Aggregate((long)Count, (product, size) => product * size));
    }

    private static int Size(ReadOnlySpan<byte> field, int max)
    {
        uint size = BinaryPrimitives.ReadUInt32BigEndian(field);
        if (size == 0) throw new NotSupportedException("is empty: its header says 0; give a file that holds something");
        if (size > max) throw new NotSupportedException($"has a dimension of {size}, more than the {max} that are read; cut it into parts");
        return (int)size;
    }

    /// <summary>Whether the file can be as long as its header says, before anything is made of it.</summary>
    private void RequireLength(long length)
    {
        if (IsCompressed ? length <= _file.Length * MaxExpansion : length == _file.Length) return;
        throw new InvalidDataException(
            $"its header promises {length} bytes, but the file has {_file.Length}{(IsCompressed ? ", compressed" : "")}");
    }
}
