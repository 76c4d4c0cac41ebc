using System.Runtime.InteropServices;
using ResNetFlowers.Imaging.Codecs;

namespace ResNetFlowers.Tests.Imaging.Codecs;

public class LibGdTests
{
    /// <summary>Offsets that gd.h gives on a machine with 64-bit pointers, as its C compiler lays them out.</summary>
    [Theory]
    [InlineData(nameof(LibGd.GdImage.Sx), 8)]
    [InlineData(nameof(LibGd.GdImage.ColorsTotal), 16)]
    [InlineData(nameof(LibGd.GdImage.Red), 20)]
    [InlineData(nameof(LibGd.GdImage.Blue), 2068)]
    [InlineData(nameof(LibGd.GdImage.Transparent), 4116)]
    [InlineData(nameof(LibGd.GdImage.TrueColor), 7248)]
    [InlineData(nameof(LibGd.GdImage.TruePixels), 7256)]
    public void The_structs_layout_is_gds(string field, int offset) =>
        Assert.Equal(offset, (int)Marshal.OffsetOf<LibGd.GdImage>(field));
}
