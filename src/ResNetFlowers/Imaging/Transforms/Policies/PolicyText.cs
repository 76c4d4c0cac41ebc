namespace ResNetFlowers.Imaging.Transforms.Policies;

/// <summary>What the automatic augmentations print of themselves, as torchvision's do.</summary>
internal static class PolicyText
{
    /// <summary>The interpolation by its enumeration's name, and the fill.</summary>
    public static string Describe(InterpolationMode interpolation, PixelColor? fill) =>
        $"interpolation=InterpolationMode.{PythonText.Name(interpolation).ToUpperInvariant()}, {Describe(fill)}";

    /// <summary>The fill as the list that torchvision takes, or None.</summary>
    public static string Describe(PixelColor? fill) => fill is { } color ? $"fill=[{color.Red}, {color.Green}, {color.Blue}]" : "fill=None";
}
