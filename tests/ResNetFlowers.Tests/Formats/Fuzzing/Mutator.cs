using System.Buffers.Binary;
using ResNetFlowers.Formats.Zip;

namespace ResNetFlowers.Tests.Formats.Fuzzing;

/// <summary>Damages files as chance and ill will do, the same way for the same seed.</summary>
internal sealed class Mutator(byte[][] files, int seed)
{
    private static readonly ulong[] Extremes =
    [
        0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0x1_0000_0000,
        100_000_000, 100_000_001, 0x7FFF_FFFF_FFFF_FFFF, 0x8000_0000_0000_0000, 0xFFFF_FFFF_FFFF_FFF8, ulong.MaxValue,
    ];

    // Pieces of the three formats: what a mutation that understands them would put in.
    private static readonly byte[][] Pieces =
    [
        [.. "cos\nsystem\n"u8], [.. "ccollections\nOrderedDict\n"u8], [.. ")R"u8], [.. "h\0"u8], [.. "]q\0h\0a"u8], [.. "(((((((("u8], [0x86, 0x86, 0x86],
        [0x8A, 8, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], [.. "}}}}"u8], [.. "tQ"u8], [.. "../"u8], [.. "PK\x01\x02"u8], [.. "PK\x05\x06"u8],
        [.. "[18446744073709551615]"u8], [.. "[0,0]"u8], [.. "\"__metadata__\":{},"u8], [.. "\"F64\""u8], [.. "[[[[[[[["u8], [.. "{\"a\":"u8], [.. "\\ud800"u8],
    ];

    private readonly Random _random = new(seed);

    /// <summary>A damaged copy of one of the files.</summary>
    public byte[] Next()
    {
        byte[] file = [.. files[_random.Next(files.Length)]];
        int count = 1 + _random.Next(3);
        for (int i = 0; i < count; i++) file = Damage(file);

        // Nearly all damage is found by a checksum or a length, unless the one who did it makes that right again.
        if (_random.Next(4) != 0)
        {
            RepairChecksums(file);
            RepairHeaderLength(file);
        }

        return file;
    }

    private byte[] Damage(byte[] file)
    {
        if (file.Length == 0) return [(byte)_random.Next(256)];
        int at = _random.Next(file.Length);
        switch (_random.Next(8))
        {
            case 0:
                file[at] ^= (byte)(1 << _random.Next(8));
                return file;
            case 1:
                file[at] = (byte)_random.Next(256);
                return file;
            case 2:
                return file[..at];
            case 3:
                return [.. file[..at], .. file[Math.Min(file.Length, at + 1 + _random.Next(64))..]];
            case 4:
                return [.. file[..at], .. Pieces[_random.Next(Pieces.Length)], .. file[at..]];
            case 5:
                byte[] other = files[_random.Next(files.Length)];
                int from = _random.Next(other.Length);
                return [.. file[..at], .. other[from..Math.Min(other.Length, from + 1 + _random.Next(256))], .. file[at..]];
            case 6:
                SetNumber(file, at, Extremes[_random.Next(Extremes.Length)]);
                return file;
            default:
                // A digit, where there is one near: lengths and offsets in JSON, pickled names.
                int digit = file.AsSpan(at).IndexOfAnyInRange((byte)'0', (byte)'9');
                if (digit >= 0) file[at + digit] = (byte)('0' + _random.Next(10));
                return file;
        }
    }

    private void SetNumber(byte[] file, int at, ulong value)
    {
        Span<byte> number = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(number, value);
        int size = Math.Min(1 << _random.Next(4), file.Length - at);
        number[..size].CopyTo(file.AsSpan(at));
    }

    private static void RepairChecksums(byte[] file)
    {
        Span<byte> rest = file;
        for (int at = 0; (at = IndexOf(file, at, ZipLayout.CentralHeaderSignature)) >= 0; at++)
        {
            if (file.Length - at < ZipLayout.CentralHeaderLength) return;
            Span<byte> header = rest[at..];
            long offset = BinaryPrimitives.ReadUInt32LittleEndian(header[42..]);
            long length = BinaryPrimitives.ReadUInt32LittleEndian(header[24..]);
            if (offset + ZipLayout.LocalHeaderLength > file.Length) continue;
            Span<byte> local = rest[(int)offset..];
            long content = offset + ZipLayout.LocalHeaderLength
                + BinaryPrimitives.ReadUInt16LittleEndian(local[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(local[28..]);
            if (content + length > file.Length) continue;
            BinaryPrimitives.WriteUInt32LittleEndian(header[16..], Crc32.Compute(rest.Slice((int)content, (int)length)));
        }
    }

    // The header of a safetensors file ends where its JSON and the spaces behind it do.
    private static void RepairHeaderLength(byte[] file)
    {
        if (file.Length <= sizeof(ulong) || file[sizeof(ulong)] != '{') return;
        int end = file.AsSpan().LastIndexOf("}}"u8) + 2;
        while (end < file.Length && file[end] == ' ') end++;
        if (end >= sizeof(ulong)) BinaryPrimitives.WriteInt64LittleEndian(file, end - sizeof(ulong));
    }

    private static int IndexOf(byte[] file, int from, uint signature)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, signature);
        int found = from >= file.Length ? -1 : file.AsSpan(from).IndexOf(bytes);
        return found < 0 ? -1 : from + found;
    }
}
