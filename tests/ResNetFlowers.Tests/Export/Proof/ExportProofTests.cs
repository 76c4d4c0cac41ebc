using ResNetFlowers.Export.Proof;
using ResNetFlowers.Imaging;
using ResNetFlowers.Tests.Training.Checkpoints;

namespace ResNetFlowers.Tests.Export.Proof;

[Collection(CheckpointCollection.Name)]
public class ExportProofTests(CheckpointFixture fixture)
{
    [Fact]
    public void TheSameLogitsHold()
    {
        ExportProof proof = Prove(logits => logits);
        Assert.Equal(new ExportProof("a test", "noise", 23, 0, proof.LargestLogit, 23, 1e-4f), proof);
        Assert.True(proof.Holds);
        Assert.InRange(proof.LargestLogit, 0.01f, 1e4f);
    }

    [Fact]
    public void TheLargestDifferenceCounts()
    {
        ExportProof proof = Prove(logits =>
        {
            logits[1] += 0.25f;
            logits[^1] -= 0.125f;
            return logits;
        });
        Assert.Equal(0.25f, proof.LargestDifference, 1e-5f);
        Assert.Equal(proof.LargestLogit >= 2500, proof.Holds);
    }

    [Fact]
    public void AnotherClassAtTheTopIsCounted()
    {
        ExportProof proof = Prove(logits =>
        {
            // The first picture of each batch: its highest logit and its lowest change places.
            Array.Reverse(logits, 0, 3);
            (float a, float b, float c) = (logits[0], logits[1], logits[2]);
            (logits[0], logits[1], logits[2]) = (-c, -b, -a);
            return logits;
        });
        Assert.Equal((23, false), (proof.Pictures, proof.Holds));
        Assert.InRange(proof.SameTop1, 20, 22);
    }

    [Fact]
    public void NoNumberIsTheLargestOfDifferences()
    {
        ExportProof proof = Prove(logits =>
        {
            logits[0] = float.NaN;
            return logits;
        });
        Assert.Equal((float.PositiveInfinity, false), (proof.LargestDifference, proof.Holds));
    }

    [Fact]
    public void NoPictureProvesNothing()
    {
        using var exported = new Changed(fixture, logits => logits);
        var exception = Assert.Throws<InputException>(() => ExportProof.Run(fixture.Model, fixture.Checkpoint, exported, new ProofPictures("photos", [])));
        Assert.StartsWith("--data photos: not one of its photos can be read; ", exception.Message, StringComparison.Ordinal);
    }

    private ExportProof Prove(Func<float[], float[]> change)
    {
        using var exported = new Changed(fixture, change);
        return ExportProof.Run(fixture.Model, fixture.Checkpoint, exported, new ProofPictures("noise", Enumerable.Range(0, 23).Select(Noise)));
    }

    private static RgbImage Noise(int number)
    {
        var random = new RandomSource(number);
        RgbImage picture = RgbImage.Rent(60 + number, 50);
        foreach (ref byte sample in picture.Pixels) sample = (byte)random.Below(256);
        return picture;
    }

    /// <summary>The network itself, with something done to its logits.</summary>
    private sealed class Changed(CheckpointFixture fixture, Func<float[], float[]> change) : IExportedModel
    {
        public string Runtime => "a test";

        public float Tolerance => 1e-4f;

        public float[] Logits(ProofBatch batch) => change(ExportProof.Logits(fixture.Model, batch));

        public void Dispose()
        {
        }
    }
}
