using ResNetFlowers.Data.Verification;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Tests.Imaging.Codecs;

/// <summary>Damage that libjpeg reads over.</summary>
public class JpegFlawTests
{
    [Fact]
    public void DamageInTheMiddleIsTold()
    {
        byte[] file = Damaged();
        using RgbImage image = ImageCodec.Decode(file, out string? flaw);
        Assert.Contains("Corrupt JPEG data", flaw, StringComparison.Ordinal);
    }

    [Fact]
    public void AWholeFileHasNoFlaw()
    {
        ImageCodec.Decode(Golden.Bytes("photo.jpg"), out string? flaw).Dispose();
        Assert.Null(flaw);
    }

    [Fact]
    public void VerifyFindsIt()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("roses"));
        File.WriteAllBytes(folder.File("roses/1.jpg"), Damaged());
        Finding finding = Assert.Single(DatasetVerifier.Verify(new VerifyOptions { Data = folder.Path }).Findings);
        Assert.Equal((FindingKind.Damaged, "roses/1.jpg", true), (finding.Kind, finding.Places[0], finding.Harms));
    }

    /// <summary>Its end marker is there, but a block in the middle was lost, as on a failing disk.</summary>
    private static byte[] Damaged()
    {
        byte[] file = Golden.Bytes("photo.jpg");
        file.AsSpan(file.Length / 2, Math.Min(512, file.Length / 4)).Clear();
        return file;
    }
}
