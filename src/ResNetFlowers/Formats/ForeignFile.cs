using System.Text;

namespace ResNetFlowers.Formats;

/// <summary>Recognises by their first bytes the files that people give for weights and that are none, to say what they are.</summary>
internal static class ForeignFile
{
    /// <summary>How many first bytes it takes to recognise one.</summary>
    public const int StartLength = 512;

    // Where a tar archive (POSIX.1-1988, ustar) says that it is one.
    private const int TarSignatureOffset = 257;

    private static readonly byte[] Hdf5 = [0x89, .. "HDF\r\n"u8];
    private static readonly byte[] Npy = [0x93, .. "NUMPY"u8];

    // gzip, xz, zstd, bzip2, 7z.
    private static readonly byte[][] Compressed =
        [[0x1F, 0x8B], [0xFD, .. "7zXZ"u8], [0x28, 0xB5, 0x2F, 0xFD], [.. "BZh"u8], [.. "7z"u8, 0xBC, 0xAF]];

    /// <summary>The first bytes of a file, as many as it takes to recognise it.</summary>
    public static ReadOnlySpan<byte> Start(FileBytes file) => file.Span(0, (int)Math.Min(file.Length, StartLength));

    /// <summary>Says what a file is, and the mend.</summary>
    /// <param name="start">Its first bytes: <see cref="Start"/>.</param>
    /// <returns>The rest of a sentence that begins with the file's name; null for what is not recognised.</returns>
    public static string? Describe(ReadOnlySpan<byte> start)
    {
        if (IsWebPage(start)) return "is a web page, not weights: the address answered with a page; download the file itself.";
        if (start.StartsWith("version https://git-lfs"u8)) return "is a Git LFS pointer, not the file that it stands for: run 'git lfs pull'.";
        if (StartsWithAny(start, Compressed)) return "is compressed: unpack it and give the file inside.";
        if (IsTar(start)) return "is a tar archive: unpack it and give the file inside.";
        if (IsOnnx(start)) return "is an ONNX model, which is not read: give the .pth or .safetensors file that it was made from.";
        if (start.StartsWith(Hdf5)) return "is an HDF5 file (of Keras, say), which is not read: give a .pth or .safetensors file.";
        if (start.StartsWith(Npy)) return "is a NumPy array, not weights: give a .pth or .safetensors file.";
        if (IsPickle(start)) return "is a Python pickle that torch.save did not write: save model.state_dict() with torch.save instead.";
        return null;
    }

    /// <summary>Whether a file is an error page in place of the file: in HTML or, from object stores, in XML.</summary>
    public static bool IsWebPage(ReadOnlySpan<byte> start)
    {
        string text = Encoding.Latin1.GetString(start).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        string[] openings = ["<!doctype html", "<html", "<head", "<body", "<?xml", "<!--"];
        return openings.Any(opening => text.StartsWith(opening, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsTar(ReadOnlySpan<byte> start) =>
        start.Length > TarSignatureOffset && start[TarSignatureOffset..].StartsWith("ustar"u8);

    // protobuf, onnx.proto's ModelProto: field 1, ir_version, a small number; then the tag of a later field of it.
    private static bool IsOnnx(ReadOnlySpan<byte> start) =>
        start is [0x08, >= 1 and <= 32, 0x12 or 0x1A or 0x22 or 0x28 or 0x32 or 0x3A or 0x42 or 0x72, ..];

    // The operation PROTO and a protocol's number.
    private static bool IsPickle(ReadOnlySpan<byte> start) => start is [0x80, >= 2 and <= 5, ..];

    private static bool StartsWithAny(ReadOnlySpan<byte> start, byte[][] signatures)
    {
        foreach (byte[] signature in signatures)
        {
            if (start.StartsWith(signature)) return true;
        }

        return false;
    }
}
