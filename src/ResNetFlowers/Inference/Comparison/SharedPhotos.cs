using ResNetFlowers.Data;
using ResNetFlowers.Training.Learning;

namespace ResNetFlowers.Inference.Comparison;

/// <summary>Finds the photos that two checkpoints can be compared on: those that both were checked with and neither learned from.</summary>
internal static class SharedPhotos
{
    private const string Mend = "name photos that neither learned from with --data";

    /// <summary>The validation photos of both.</summary>
    /// <exception cref="InputException">They are not the same, or are not any more what they were.</exception>
    public static ImageFolder Of(TrainedCheckpoint first, TrainedCheckpoint second)
    {
        ImageFolder one = ValidationOf(first);
        // The same fingerprint is the same photos, learned from and checked with.
        if (first.Fingerprint == second.Fingerprint) return one;
        ImageFolder other = ValidationOf(second);
        return DataFingerprint.Of(one) == DataFingerprint.Of(other)
            ? one
            : throw new InputException($"{first.Path} and {second.Path}: were checked with different photos, in {first.Options.Data} and {second.Options.Data}; {Mend}");
    }

    private static ImageFolder ValidationOf(TrainedCheckpoint checkpoint)
    {
        (ImageFolder train, ImageFolder val) = TrainingData.Find(checkpoint.Options);
        return DataFingerprint.Of(train, val) == checkpoint.Fingerprint
            ? val
            : throw new InputException($"{checkpoint.Path}: {checkpoint.Options.Data} holds other photos than when it was trained; put them back, or {Mend}");
    }
}
