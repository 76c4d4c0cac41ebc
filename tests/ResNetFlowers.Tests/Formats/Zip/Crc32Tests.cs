using FsCheck;
using FsCheck.Fluent;
using ResNetFlowers.Formats.Zip;

namespace ResNetFlowers.Tests.Formats.Zip;

public sealed class Crc32Tests
{
    // The check value of the CRC's definition, and the start of every empty file.
    [Fact]
    public void OfNineDigitsIsTheCheckValue()
    {
        Assert.Equal(0xCBF43926u, Crc32.Compute("123456789"u8));
        Assert.Equal(0u, Crc32.Compute([]));
    }

    [Fact]
    public void IsTheRemainderBitByBit()
    {
        byte[] data = new byte[1000];
        new Random(1).NextBytes(data);
        Prop.ForAll(Gen.Choose(0, data.Length).ToArbitrary(), length =>
        {
            ReadOnlySpan<byte> part = data.AsSpan(data.Length - length);
            uint expected = BitByBit(part);
            int half = length / 2;
            return Crc32.Compute(part) == expected && Crc32.ComputeByTable(part) == expected
                && Crc32.Append(Crc32.Append(0, part[..half]), part[half..]) == expected;
        }).QuickCheckThrowOnFailure();
    }

    private static uint BitByBit(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
