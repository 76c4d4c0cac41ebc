namespace ResNetFlowers.Imaging.Transforms;

/// <summary>Several steps, one after the other; resizing and turning compute no pixel that a crop after them cuts off.</summary>
/// <param name="steps">The steps, the first to be applied first.</param>
public sealed class Compose(params IReadOnlyList<IImageTransform> steps) : IImageTransform
{
    private readonly IImageTransform[] _joined = [.. Join(steps)];

    /// <summary>The steps in their order.</summary>
    public IReadOnlyList<IImageTransform> Steps { get; } = [.. steps];

    /// <summary>The steps that are taken in their stead: two that go together are one, see <see cref="JoinedSteps"/>.</summary>
    internal IReadOnlyList<IImageTransform> Joined => _joined;

    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, RandomSource random)
    {
        foreach (IImageTransform step in _joined) image = step.Apply(image, random);
        return image;
    }

    /// <inheritdoc/>
    public RgbImage Apply(IPhoto photo, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(photo);
        if (_joined is not [var first, ..]) return photo.Decode();
        RgbImage image = first.Apply(photo, random);
        foreach (IImageTransform step in _joined.AsSpan(1)) image = step.Apply(image, random);
        return image;
    }

    /// <inheritdoc/>
    public override string ToString() => $"Compose(\n{string.Concat(Steps.Select(step => $"    {step}\n"))})";

    private static IEnumerable<IImageTransform> Join(IReadOnlyList<IImageTransform> steps)
    {
        for (int i = 0; i < steps.Count; i++)
        {
            if (i + 1 < steps.Count && JoinedSteps.Of(steps[i], steps[i + 1]) is { } joined)
            {
                yield return joined;
                i++;
            }
            else
            {
                yield return steps[i];
            }
        }
    }
}
