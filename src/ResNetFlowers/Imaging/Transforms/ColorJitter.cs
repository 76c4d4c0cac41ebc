using ResNetFlowers.Imaging.Transforms.Drawn;

namespace ResNetFlowers.Imaging.Transforms;

/// <summary>
/// Changes brightness, contrast, saturation and hue by random amounts and in random order, drawn as torchvision's <c>ColorJitter</c>
/// draws them. An amount of 0 leaves its quality alone.
/// </summary>
/// <param name="Brightness">The factor's largest distance from 1, at least 0; the factor is never below 0.</param>
/// <param name="Contrast">The same for contrast.</param>
/// <param name="Saturation">The same for saturation.</param>
/// <param name="Hue">The largest turn of the hue, 0 to 0.5 of the circle.</param>
public sealed record ColorJitter(double Brightness = 0, double Contrast = 0, double Saturation = 0, double Hue = 0) : IPictureStep
{
    private const int Qualities = 4;

    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(image);
        Span<int> order = stackalloc int[Qualities];
        Shuffle(order, random);
        foreach (int quality in order) image = DrawOne(quality, random)?.Apply(image) ?? image;
        return image;
    }

    /// <inheritdoc/>
    void IPictureStep.Draw(int width, int height, RandomSource random, ICollection<PictureChange> changes)
    {
        Span<int> order = stackalloc int[Qualities];
        Shuffle(order, random);
        foreach (int quality in order)
        {
            if (DrawOne(quality, random) is { } change) changes.Add(change);
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"ColorJitter(brightness={Text(Brightness)}, contrast={Text(Contrast)}, saturation={Text(Saturation)}, " +
        $"hue={(Hue == 0 ? "None" : PythonText.List(Turns))})";

    private static void Shuffle(Span<int> order, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        for (int i = 0; i < order.Length; i++) order[i] = i;
        random.Shuffle(order);
    }

    private PictureChange? DrawOne(int quality, RandomSource random) => quality switch
    {
        0 when Brightness != 0 => new PictureChange(ChangeKind.Brightness, Factors(Brightness).Draw(random)),
        1 when Contrast != 0 => new PictureChange(ChangeKind.Contrast, Factors(Contrast).Draw(random)),
        2 when Saturation != 0 => new PictureChange(ChangeKind.Saturation, Factors(Saturation).Draw(random)),
        3 when Hue != 0 => new PictureChange(ChangeKind.Hue, Turns.Draw(random)),
        _ => null,
    };

    private Interval Turns => Interval.Around(0, Hue);

    private static Interval Factors(double amount) => new(Math.Max(1 - amount, 0), 1 + amount);

    private static string Text(double amount) => amount == 0 ? "None" : PythonText.List(Factors(amount));
}
