namespace ResNetFlowers.Imaging.Transforms;

/// <summary>
/// One step on what the network takes, after normalization: a pure function of the numbers and of random numbers, without state, so
/// that any number of threads may share it; its <c>ToString</c> is torchvision's.
/// </summary>
public interface INormalizedTransform
{
    /// <summary>Applies the step in place.</summary>
    /// <param name="pixels">One picture, <c>[height, width, channels]</c>, normalized.</param>
    /// <param name="width">Its columns.</param>
    /// <param name="height">Its rows.</param>
    /// <param name="random">Where chance comes from.</param>
    void Apply(Span<float> pixels, int width, int height, RandomSource random);
}
