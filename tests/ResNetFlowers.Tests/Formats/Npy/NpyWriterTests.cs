using ResNetFlowers.Formats.Npy;

namespace ResNetFlowers.Tests.Formats.Npy;

/// <summary>The bytes are those of <c>numpy.save</c>: see tests/golden/make_formats.py.</summary>
public sealed class NpyWriterTests
{
    [Theory]
    [InlineData("0x3", 0, new long[] { 3 })]
    [InlineData("5", 5, new long[] { })]
    [InlineData("2x3", 2, new long[] { 3 })]
    [InlineData("3x1x2x2", 3, new long[] { 1, 2, 2 })]
    [InlineData("12x1", 12, new long[] { 1 })]
    public void WritesWhatNumPyWrites(string name, int rows, long[] rowShape)
    {
        // Something may stand before the array.
        using MemoryStream stream = new();
        stream.WriteByte(42);
        NpyWriter writer = new(stream, rowShape);
        int length = (int)rowShape.Aggregate(1L, (product, dimension) => product * dimension);
        for (int row = 0; row < rows; row++) writer.Add([.. Enumerable.Range(row * length, length).Select(i => i / 8f)]);
        writer.Finish();
        stream.WriteByte(43);
        Assert.Equal([42, .. File.ReadAllBytes(Golden.Path($"array_{name}.npy")), 43], stream.ToArray());
    }

    [Fact]
    public void OtherRowsThanAnnouncedAreRefused()
    {
        NpyWriter writer = new(new MemoryStream(), 3);
        Assert.Throws<ArgumentException>(() => writer.Add([1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NpyWriter(new MemoryStream(), -1));
        Assert.Throws<ArgumentException>(() => new NpyWriter(new MemoryStream(), new long[40_000]));
    }
}
