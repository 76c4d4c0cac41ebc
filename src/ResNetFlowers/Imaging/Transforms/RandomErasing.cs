namespace ResNetFlowers.Imaging.Transforms;

/// <summary>
/// Paints over a box of random area and shape in some pictures ("Random Erasing Data Augmentation", Zhong et al. 2020), drawn as
/// torchvision's <c>RandomErasing</c> draws it. It comes after normalization, where 0 is the mean colour of the photos.
/// </summary>
/// <param name="Probability">How many pictures, 0 to 1.</param>
public sealed record RandomErasing(double Probability = 0.5) : INormalizedTransform
{
    private const int Tries = 10;

    /// <summary>The box's part of the picture's area.</summary>
    public Interval Scale { get; init; } = new(0.02, 0.33);

    /// <summary>The box's height divided by its width.</summary>
    public Interval Ratio { get; init; } = new(0.3, 3.3);

    /// <summary>What the box is filled with; null for normally distributed numbers.</summary>
    public double? Value { get; init; } = 0;

    /// <inheritdoc/>
    public void Apply(Span<float> pixels, int width, int height, RandomSource random)
    {
        if (DrawIfAny(width, height, random) is not { } box) return;
        int channels = pixels.Length / (width * height);
        for (int y = box.Top; y < box.Top + box.Height; y++)
        {
            Span<float> row = pixels.Slice((y * width + box.Left) * channels, box.Width * channels);
            if (Value is { } value)
            {
                row.Fill((float)value);
            }
            else
            {
                foreach (ref float sample in row) sample = (float)random.Normal();
            }
        }
    }

    /// <summary>Draws whether a picture is painted over at all, and the box.</summary>
    /// <param name="width">The picture's columns.</param>
    /// <param name="height">The picture's rows.</param>
    /// <param name="random">Where chance comes from.</param>
    internal PixelBox? DrawIfAny(int width, int height, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return random.Chance(Probability) ? Draw(width, height, random) : null;
    }

    /// <summary>
    /// Draws the box: an area uniform in <see cref="Scale"/> and a ratio uniform in the logarithm of <see cref="Ratio"/>, ten times if it
    /// is not smaller than the picture both ways; then none.
    /// </summary>
    /// <param name="width">The picture's columns.</param>
    /// <param name="height">The picture's rows.</param>
    /// <param name="random">Where chance comes from.</param>
    public PixelBox? Draw(int width, int height, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        double area = (double)width * height;
        for (int attempt = 0; attempt < Tries; attempt++)
        {
            double target = area * Scale.Draw(random);
            double ratio = Ratio.DrawLogarithm(random);
            int boxHeight = (int)Math.Round(Math.Sqrt(target * ratio));
            int boxWidth = (int)Math.Round(Math.Sqrt(target / ratio));
            if (boxHeight >= height || boxWidth >= width) continue;
            int top = random.Below(height - boxHeight + 1);
            int left = random.Below(width - boxWidth + 1);
            return new PixelBox(left, top, boxWidth, boxHeight);
        }

        return null;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"RandomErasing(p={PythonText.Float(Probability)}, scale={Scale}, ratio={Ratio}, " +
        $"value={(Value is { } value ? PythonText.Number(value) : "random")}, inplace=False)";
}
