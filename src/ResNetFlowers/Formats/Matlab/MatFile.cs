using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ResNetFlowers.Formats.Matlab;

/// <summary>
/// Reads lists of whole numbers out of MATLAB's files of level 5 ("MAT-File Format", The MathWorks, R2014b): 128 bytes of header,
/// then elements of a type, a length and content, arrays among them, each compressed or not.
/// </summary>
internal static class MatFile
{
    private const int HeaderLength = 128;
    private const int MaxLength = 64 << 20;
    private const int FirstNumericClass = 6; // mxDOUBLE_CLASS
    private const int LastNumericClass = 15; // mxUINT64_CLASS

    /// <summary>Reads every numeric array of a file that holds whole numbers only, by name.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The numbers of each, column by column; arrays of anything else are passed over.</returns>
    /// <exception cref="NotSupportedException">It is no such file, or larger than 64 MiB.</exception>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyDictionary<string, long[]> Read(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: > MaxLength }) throw new NotSupportedException("is larger than 64 MiB; give a list of numbers");
        ReadOnlySpan<byte> file = File.ReadAllBytes(path);
        if (file.Length < HeaderLength || !file[126..HeaderLength].SequenceEqual("IM"u8) || file[125] != 1)
        {
            throw new NotSupportedException("is no MATLAB file of level 5 (MATLAB's -v6 and -v7); save it as one");
        }

        var arrays = new Dictionary<string, long[]>(StringComparer.Ordinal);
        for (var rest = new MatElements(file[HeaderLength..]); rest.MoveNext();)
        {
            if (rest.Type == MatType.Matrix) ReadArray(rest.Content, arrays);
            else if (rest.Type == MatType.Compressed) ReadCompressed(rest.Content, arrays);
        }

        return arrays;
    }

    private static void ReadCompressed(ReadOnlySpan<byte> content, Dictionary<string, long[]> arrays)
    {
        using var zlib = new ZLibStream(new MemoryStream(content.ToArray()), CompressionMode.Decompress);
        byte[] whole = new byte[8];
        if (zlib.ReadAtLeast(whole, whole.Length, throwOnEndOfStream: false) < whole.Length) throw Damaged("a compressed element is cut");
        if (BinaryPrimitives.ReadUInt32LittleEndian(whole) != (uint)MatType.Matrix) return;
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(whole.AsSpan(4));
        if (length > MaxLength) throw Damaged($"an array says that it has {length} bytes");
        byte[] array = new byte[length];
        if (zlib.ReadAtLeast(array, array.Length, throwOnEndOfStream: false) < array.Length) throw Damaged("a compressed array is cut");
        ReadArray(array, arrays);
    }

    /// <summary>An array: its flags, its sizes, its name, its numbers; the rest, an imaginary part, is passed over.</summary>
    private static void ReadArray(ReadOnlySpan<byte> content, Dictionary<string, long[]> arrays)
    {
        var parts = new MatElements(content);
        if (!parts.MoveNext() || parts.Content.Length < 4) throw Damaged("an array has no flags");
        int kind = parts.Content[0];
        if (kind is < FirstNumericClass or > LastNumericClass) return;
        if (!parts.MoveNext() || !parts.MoveNext()) throw Damaged("an array has no name");
        string name = Encoding.ASCII.GetString(parts.Content);
        if (!parts.MoveNext()) throw Damaged($"its array {name} has no numbers");
        if (MatNumbers.Read(parts.Type, parts.Content) is { } numbers) arrays[name] = numbers;
    }

    private static InvalidDataException Damaged(string what) => new(what);
}
