using System.Buffers.Binary;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Tests.Imaging.Bmp;

/// <summary>What is refused; what is read is among the golden files.</summary>
public class BmpDecoderTests
{
    private const int HeaderLength = 14;
    private const int Bits = 28;
    private const int Compression = 30;
    private const int Colors = 46;
    private const int RedMask = 54;

    [Theory]
    [InlineData("color.bmp", HeaderLength, 41)]
    [InlineData("color.bmp", Bits, 23)]
    [InlineData("color.bmp", Compression, 4)]
    [InlineData("color.bmp", Compression, 1)]
    [InlineData("palette.bmp", Compression, 2)]
    [InlineData("palette.bmp", Colors, 257)]
    [InlineData("quad_bgrx.bmp", RedMask, 0xFF)]
    [InlineData("word_565.bmp", RedMask, 0xF000)]
    public void RareKindsAreRefused(string file, int at, int value)
    {
        byte[] bytes = Golden.Bytes(file);
        if (at == Bits) BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(at), (short)value);
        else BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), value);
        Refused("is a BMP of a rare kind that is not read", bytes);
    }

    [Fact]
    public void RunsThatMoveAboutAreRefused()
    {
        byte[] bytes = Golden.Bytes("rle8.bmp");
        new byte[] { 0, 2, 5, 0 }.CopyTo(bytes, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(10)));
        Refused("is a BMP of a rare kind that is not read", bytes);
    }

    [Theory]
    [InlineData("rle8.bmp")]
    [InlineData("rle4.bmp")]
    [InlineData("word.bmp")]
    [InlineData("os2.bmp")]
    [InlineData("quad_bgra.bmp")]
    public void WhatIsCutIsTruncated(string file)
    {
        byte[] bytes = Golden.Bytes(file);
        foreach (int length in new[] { 27, 60, bytes.Length / 3, bytes.Length - 40 }) Refused("is a truncated BMP", bytes[..length]);
    }

    private static void Refused(string message, byte[] file) =>
        Assert.Equal(message, Assert.Throws<InvalidImageException>(() => ImageCodec.Decode(file).Dispose()).Message);
}
