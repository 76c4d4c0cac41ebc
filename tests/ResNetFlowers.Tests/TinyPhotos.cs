using ResNetFlowers.Imaging;

namespace ResNetFlowers.Tests;

/// <summary>Small pictures that a network learns in a few steps: each class has a colour and a shape of its own, each photo its noise.</summary>
internal static class TinyPhotos
{
    private const int Width = 44;
    private const int Height = 36;

    private static readonly (byte R, byte G, byte B)[] Colours = [(220, 40, 40), (50, 70, 230), (240, 220, 60)];

    /// <summary>Names of classes, in ordinal order.</summary>
    public static IReadOnlyList<string> Classes { get; } = ["daisies", "roses", "tulips"];

    /// <summary>Writes ROOT/CLASS/NN.png for each class.</summary>
    /// <returns><paramref name="root"/>.</returns>
    public static string Folder(string root, int classes, int perClass)
    {
        for (int label = 0; label < classes; label++)
        {
            Directory.CreateDirectory(Path.Combine(root, Classes[label]));
            for (int number = 0; number < perClass; number++) Write(Path.Combine(root, Classes[label], $"{number:d2}.png"), label, number);
        }

        return root;
    }

    /// <summary>Writes a data set as <c>split</c> does, ROOT/train and ROOT/val.</summary>
    /// <returns><paramref name="root"/>.</returns>
    public static string Split(string root, int classes, int train, int val)
    {
        Folder(Path.Combine(root, "train"), classes, train);
        Folder(Path.Combine(root, "val"), classes, val);
        return root;
    }

    /// <summary>Writes one photo as a PNG.</summary>
    public static void Write(string path, int label, int number)
    {
        var random = new RandomSource(label, number);
        using RgbImage image = RgbImage.Rent(Width, Height);
        for (int y = 0; y < Height; y++)
        {
            Span<byte> row = image.Row(y);
            for (int x = 0; x < Width; x++)
            {
                (byte r, byte g, byte b) = IsInside(label, x, y) ? Colours[label] : ((byte)40, (byte)90, (byte)50);
                row[x * 3] = Noisy(r, random);
                row[x * 3 + 1] = Noisy(g, random);
                row[x * 3 + 2] = Noisy(b, random);
            }
        }

        File.WriteAllBytes(path, ImageCodec.EncodePng(image));
    }

    private static bool IsInside(int label, int x, int y) => label switch
    {
        0 => Math.Pow(x - Width / 2, 2) + Math.Pow(y - Height / 2, 2) < 150, // a disc
        1 => x is > 6 and < 38 && y is > 6 and < 30, // a rectangle
        _ => (x + y) / 6 % 2 == 0, // stripes
    };

    private static byte Noisy(byte value, RandomSource random) => (byte)Math.Clamp(value + random.Below(31) - 15, 0, 255);
}
