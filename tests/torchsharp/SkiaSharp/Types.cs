namespace SkiaSharp;

public enum SKCodecResult
{
    Success = 0,
    IncompleteInput = 1,
    ErrorInInput = 2,
    InvalidInput = 6,
}

public enum SKColorType
{
    Unknown = 0,
    Rgba8888 = 4,
}

public enum SKAlphaType
{
    Unknown,
    Opaque,
    Premul,
    Unpremul,
}

public enum SKEncodedImageFormat
{
    Bmp,
    Gif,
    Ico,
    Jpeg,
    Png,
}

public readonly struct SKImageInfo(int width, int height, SKColorType colorType, SKAlphaType alphaType)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    public SKColorType ColorType { get; } = colorType;

    public SKAlphaType AlphaType { get; } = alphaType;
}
