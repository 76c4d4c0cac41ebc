namespace ResNetFlowers.Imaging.Transforms;

/// <summary>
/// Changes brightness, contrast, saturation and hue by random amounts and in random order, drawn as torchvision's <c>ColorJitter</c>
/// draws them. An amount of 0 leaves its quality alone.
/// </summary>
/// <param name="Brightness">The factor's largest distance from 1, at least 0; the factor is never below 0.</param>
/// <param name="Contrast">The same for contrast.</param>
/// <param name="Saturation">The same for saturation.</param>
/// <param name="Hue">The largest turn of the hue, 0 to 0.5 of the circle.</param>
public sealed record ColorJitter(double Brightness = 0, double Contrast = 0, double Saturation = 0, double Hue = 0) : IImageTransform
{
    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(random);
        Span<int> order = [0, 1, 2, 3];
        random.Shuffle(order);
        foreach (int quality in order)
        {
            switch (quality)
            {
                case 0 when Brightness != 0:
                    ColorAdjustment.Brightness(image, Factors(Brightness).Draw(random));
                    break;
                case 1 when Contrast != 0:
                    ColorAdjustment.Contrast(image, Factors(Contrast).Draw(random));
                    break;
                case 2 when Saturation != 0:
                    ColorAdjustment.Saturation(image, Factors(Saturation).Draw(random));
                    break;
                case 3 when Hue != 0:
                    ColorAdjustment.Hue(image, Turns.Draw(random));
                    break;
            }
        }

        return image;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"ColorJitter(brightness={Text(Brightness)}, contrast={Text(Contrast)}, saturation={Text(Saturation)}, " +
        $"hue={(Hue == 0 ? "None" : PythonText.List(Turns))})";

    private Interval Turns => Interval.Around(0, Hue);

    private static Interval Factors(double amount) => new(Math.Max(1 - amount, 0), 1 + amount);

    private static string Text(double amount) => amount == 0 ? "None" : PythonText.List(Factors(amount));
}
