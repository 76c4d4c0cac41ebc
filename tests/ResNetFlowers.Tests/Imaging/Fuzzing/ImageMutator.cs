using System.Buffers.Binary;
using ResNetFlowers.Formats.Zip;

namespace ResNetFlowers.Tests.Imaging.Fuzzing;

/// <summary>Damages picture files as chance and ill will do, the same way for the same key.</summary>
internal sealed class ImageMutator(IReadOnlyList<byte[]> files, RandomSource random)
{
    // The header is short and decides most: half of the changes go there.
    private const int HeaderLength = 96;
    private const int PngSignatureLength = 8;
    private const int PngFraming = 12;

    private static readonly uint[] Extremes = [0, 1, 2, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF];

    /// <summary>A damaged copy of one of the files.</summary>
    public byte[] Next()
    {
        byte[] file = [.. files[random.Below(files.Count)]];
        for (int changes = 1 + random.Below(4); changes > 0 && file.Length > 0; changes--) file = Damage(file);

        // A checksum finds nearly all damage to a PNG, unless the one who did it makes that right again.
        if (random.Chance(0.8)) RepairPng(file);
        return file;
    }

    private byte[] Damage(byte[] file)
    {
        int at = random.Below(random.Chance(0.5) ? Math.Min(HeaderLength, file.Length) : file.Length);
        switch (random.Below(8))
        {
            case 0:
            case 1:
                file[at] ^= (byte)(1 << random.Below(8));
                return file;
            case 2:
                file[at] = (byte)random.NextBits();
                return file;
            case 3:
                return random.Chance(0.3) ? file[..at] : file;
            case 4:
                return [.. file[..at], .. file[Math.Min(file.Length, at + 1 + random.Below(32))..]];
            case 5:
                byte[] noise = new byte[1 + random.Below(16)];
                foreach (ref byte value in noise.AsSpan()) value = (byte)random.NextBits();
                return [.. file[..at], .. noise, .. file[at..]];
            case 6:
                SetNumber(file, at);
                return file;
            default:
                return Splice(file, at);
        }
    }

    /// <summary>The beginning of one file before the end of another, or a piece of another in between.</summary>
    private byte[] Splice(byte[] file, int at)
    {
        byte[] other = files[random.Below(files.Count)];
        int from = random.Below(other.Length);
        return random.Chance(0.5)
            ? [.. file[..at], .. other[Math.Min(at, other.Length)..]]
            : [.. file[..at], .. other[from..Math.Min(other.Length, from + 1 + random.Below(128))], .. file[at..]];
    }

    private void SetNumber(byte[] file, int at)
    {
        Span<byte> number = stackalloc byte[sizeof(uint)];
        uint value = Extremes[random.Below(Extremes.Length)];
        if (random.Chance(0.5)) BinaryPrimitives.WriteUInt32LittleEndian(number, value);
        else BinaryPrimitives.WriteUInt32BigEndian(number, value);
        int size = Math.Min(1 << random.Below(3), file.Length - at);
        number[..size].CopyTo(file.AsSpan(at));
    }

    private static void RepairPng(byte[] file)
    {
        if (file.Length < PngSignatureLength || !file.AsSpan(1).StartsWith("PNG"u8)) return;
        for (long at = PngSignatureLength; at + PngFraming <= file.Length;)
        {
            Span<byte> chunk = file.AsSpan((int)at);
            long length = BinaryPrimitives.ReadUInt32BigEndian(chunk);
            if (length > chunk.Length - PngFraming) return;
            BinaryPrimitives.WriteUInt32BigEndian(chunk[((int)length + 8)..], Crc32.Compute(chunk.Slice(4, (int)length + 4)));
            at += length + PngFraming;
        }
    }
}
