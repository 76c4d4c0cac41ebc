namespace ResNetFlowers.Imaging.Transforms.Drawn;

/// <summary>What a <see cref="PictureChange"/> does.</summary>
internal enum ChangeKind
{
    /// <summary>Mirrors, left to right.</summary>
    FlipHorizontally,

    /// <summary>Mirrors, top to bottom.</summary>
    FlipVertically,

    /// <summary>Turns by the amount, in degrees, counter-clockwise.</summary>
    Rotate,

    /// <summary>Warps as <see cref="PictureChange.Warp"/> says.</summary>
    Affine,

    /// <summary>Multiplies brightness by the amount.</summary>
    Brightness,

    /// <summary>Moves samples from the mean luma by the amount as a factor.</summary>
    Contrast,

    /// <summary>Moves pixels from their own luma by the amount as a factor.</summary>
    Saturation,

    /// <summary>Turns the hue by the amount, a part of the circle.</summary>
    Hue,

    /// <summary>Moves pixels from the smoothed picture by the amount as a factor.</summary>
    Sharpness,

    /// <summary>Takes the colour away.</summary>
    Grayscale,

    /// <summary>Keeps as many bits as the amount says.</summary>
    Posterize,

    /// <summary>Inverts from the amount on.</summary>
    Solarize,

    /// <summary>Stretches each channel.</summary>
    AutoContrast,

    /// <summary>Makes each channel's values equally frequent.</summary>
    Equalize,

    /// <summary>Swaps light and dark.</summary>
    Invert,
}
