using System.Buffers.Binary;

namespace ResNetFlowers.Formats.Safetensors;

/// <summary>
/// A safetensors file (https://github.com/huggingface/safetensors, "Format"): the length of a JSON header in 8 bytes, little-endian,
/// the header, and the bytes of all tensors one after another. It has no checksums; every rule that the format has is checked when a
/// file is opened.
/// <para>
/// The file is mapped, not read: the bytes of its tensors are the file itself, and are good until this object is disposed.
/// </para>
/// </summary>
public sealed class SafetensorsFile : IDisposable
{
    private const string Wanted = "a .safetensors file";
    private const int LengthSize = sizeof(ulong);

    private readonly FileBytes _file;

    private SafetensorsFile(FileBytes file, DictValue tensors, IReadOnlyDictionary<string, string> metadata)
    {
        _file = file;
        Tensors = tensors;
        Metadata = metadata;
    }

    /// <summary>The tensors by name, in the header's order; every value is a <see cref="TensorData"/>.</summary>
    public DictValue Tensors { get; }

    /// <summary>The texts under <c>__metadata__</c>; empty where there are none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Opens a file; takes milliseconds whatever its size.</summary>
    /// <param name="path">The file, usually named .safetensors.</param>
    /// <exception cref="InputException">There is no such file, it breaks a rule of the format, or a tensor is of a type other than
    /// F64, F32, F16, BF16, I64, I32, I16, I8, U8 and BOOL, or larger than 2 GiB.</exception>
    public static SafetensorsFile Open(string path) => FileError.Guard(path, Wanted, () => MappedFile.Open(path), Read);

    /// <summary>Whether a file starts as one in this format does.</summary>
    internal static bool IsStart(ReadOnlySpan<byte> start)
    {
        if (start.Length <= LengthSize || start[LengthSize] != (byte)'{') return false;

        // A length of less than 4 GiB is one; another is a wrong one unless it is the beginning of something else.
        return start[(LengthSize / 2)..LengthSize].SequenceEqual("\0\0\0\0"u8) || ForeignFile.Describe(start) is null;
    }

    /// <summary>Reads an open file, which belongs to the result.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="NotSupportedException">A tensor is of a type that is not read.</exception>
    internal static SafetensorsFile Read(FileBytes file)
    {
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(file.Span(0, LengthSize));
        if (headerLength > SafetensorsHeader.MaxLength)
        {
            throw new InvalidDataException(
                $"its header is {headerLength} bytes long by its own account, and the format allows {SafetensorsHeader.MaxLength}");
        }

        SafetensorsHeader header = SafetensorsHeader.Parse(file.Span(LengthSize, (int)headerLength));
        long start = LengthSize + (long)headerLength;
        SafetensorsLayout.Check(header.Tensors, file.Length - start);
        DictValue tensors = [];
        foreach (SafetensorsEntry entry in header.Tensors)
        {
            ReadOnlyMemory<byte> bytes = file.Memory(start + entry.Begin, (int)(entry.End - entry.Begin));
            tensors[entry.Name] = new TensorData(entry.Type, entry.Shape, bytes);
        }

        return new SafetensorsFile(file, tensors, header.Metadata);
    }

    /// <summary>Writes a file, whole or not at all, byte for byte as the reference implementation does; the same tensors give the same
    /// bytes.</summary>
    /// <param name="path">The file; its folder must be there.</param>
    /// <param name="tensors">The tensors by name, in any order: the format sorts them.</param>
    /// <param name="metadata">Texts to keep beside them, under <c>__metadata__</c>, sorted by their keys.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    /// <exception cref="ArgumentException">A value is no tensor, a key no string or <c>__metadata__</c>, or a name no valid text.</exception>
    public static void Write(string path, DictValue tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        (byte[] header, IReadOnlyList<TensorData> content) = SafetensorsWriter.Prepare(tensors, metadata);
        AtomicFile.Write(path, stream =>
        {
            stream.Write(header);
            foreach (TensorData tensor in content) stream.Write(tensor.Bytes.Span);
        });
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();
}
