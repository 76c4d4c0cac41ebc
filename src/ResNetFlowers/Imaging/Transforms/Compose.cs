namespace ResNetFlowers.Imaging.Transforms;

/// <summary>Several steps, one after the other.</summary>
/// <param name="steps">The steps, the first to be applied first.</param>
public sealed class Compose(params IReadOnlyList<IImageTransform> steps) : IImageTransform
{
    /// <summary>The steps in their order.</summary>
    public IReadOnlyList<IImageTransform> Steps { get; } = [.. steps];

    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, RandomSource random)
    {
        foreach (IImageTransform step in Steps) image = step.Apply(image, random);
        return image;
    }

    /// <inheritdoc/>
    public override string ToString() => $"Compose(\n{string.Concat(Steps.Select(step => $"    {step}\n"))})";
}
