using System.Text;
using ResNetFlowers.Formats.TensorBoard;

namespace ResNetFlowers.Tests.Formats.TensorBoard;

public class EventRecordTests
{
    /// <summary>The examples of RFC 3720, appendix B.4, and the check value of the catalogue of CRC algorithms.</summary>
    [Fact]
    public void TheChecksumIsCastagnolis()
    {
        Assert.Equal(0x8A9136AAu, EventRecord.Crc32C(new byte[32]));
        Assert.Equal(0x62A8AB43u, EventRecord.Crc32C([.. Enumerable.Repeat((byte)0xFF, 32)]));
        Assert.Equal(0x46DD794Eu, EventRecord.Crc32C([.. Enumerable.Range(0, 32).Select(value => (byte)value)]));
        Assert.Equal(0xE3069283u, EventRecord.Crc32C("123456789"u8));
        Assert.Equal(0u, EventRecord.Crc32C([]));
    }

    /// <summary>Every event file begins so: its first event, of 24 bytes, names the version.</summary>
    [Fact]
    public void TheFirstTwelveBytesAreThoseOfEveryEventFile()
    {
        using var folder = new TemporaryFolder();
        EventFile.Create(folder.Path, firstStep: 1).Dispose();
        byte[] bytes = File.ReadAllBytes(Assert.Single(Directory.GetFiles(folder.Path, "events.out.tfevents.*")));
        Assert.Equal([24, 0, 0, 0, 0, 0, 0, 0, 0xA3, 0x7F, 0x4B, 0x22], bytes[..12]);
        Assert.Equal("brain.Event:2", Encoding.ASCII.GetString(bytes[^17..^4]));
    }
}
