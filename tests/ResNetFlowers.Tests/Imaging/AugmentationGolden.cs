using System.Text.Json;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms.Policies;

namespace ResNetFlowers.Tests.Imaging;

/// <summary>What tests/golden/make_augmentations.py recorded of Pillow and torchvision, and how to do the same here.</summary>
internal static class AugmentationGolden
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "golden", "augmentations");

    private static readonly JsonDocument Document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "golden.json")));

    public static JsonElement Section(string name) => Document.RootElement.GetProperty(name);

    /// <summary>A picture that the operations were tried on; of the largest, the part that was taken.</summary>
    public static RgbImage Decode(string file)
    {
        if (File.Exists(Path.Combine(Folder, file))) return ImageCodec.Decode(File.ReadAllBytes(Path.Combine(Folder, file)));
        RgbImage image = Golden.Decode(file);
        if (file != "photo.jpg") return image;
        using (image) return Cropping.Crop(image, new PixelBox(100, 60, 161, 110));
    }

    /// <summary>Does what a case says to a picture, which is used up.</summary>
    public static RgbImage Apply(RgbImage image, string operation, JsonElement arguments)
    {
        switch (operation)
        {
            case "brightness": return InPlace(ColorAdjustment.Brightness);
            case "contrast": return InPlace(ColorAdjustment.Contrast);
            case "saturation": return InPlace(ColorAdjustment.Saturation);
            case "sharpness": return InPlace(ColorAdjustment.Sharpness);
            case "hue": return InPlace(ColorAdjustment.Hue);
            case "solarize": return InPlace(ToneMapping.Solarize);
            case "posterize": return InPlace((picture, bits) => ToneMapping.Posterize(picture, (int)bits));
            case "invert": return InPlace((picture, _) => ToneMapping.Invert(picture));
            case "autocontrast": return InPlace((picture, _) => ToneMapping.AutoContrast(picture));
            case "equalize": return InPlace((picture, _) => ToneMapping.Equalize(picture));
            case "hflip": return InPlace((picture, _) => Cropping.FlipHorizontally(picture));
            case "vflip": return InPlace((picture, _) => Cropping.FlipVertically(picture));
            case "operation":
                return Operations.Change(Enum.Parse<Operation>(arguments[0].GetString()!), Number(1), Mode(2), default)?.Apply(image) ?? image;
        }

        using (image)
        {
            return operation switch
            {
                "grayscale" => ColorAdjustment.Grayscale(image),
                "rotate" => Geometry.Rotate(image, Number(0), Mode(1), arguments[2].GetBoolean(), Color(3)),
                "rotate_about" => Geometry.Rotate(image, Number(0), Mode(1), center: (Number(2), Number(3))),
                "affine" => Geometry.Affine(
                    image, new AffineWarp(Number(0), (int)Number(1), (int)Number(2), Number(3), Number(4), Number(5)), Mode(6), new PixelColor(9, 8, 7)),
                "gaussian_blur" => Blurring.Gaussian(image, (int)Number(0), Number(1)),
                "resize" => Resizer.Resize(image, (int)Number(0), (int)Number(1), Mode(2)),
                _ => throw new ArgumentException(operation, nameof(operation)),
            };
        }

        RgbImage InPlace(Action<RgbImage, double> apply)
        {
            apply(image, arguments.GetArrayLength() > 0 ? Number(0) : 0);
            return image;
        }

        double Number(int index) => arguments[index].GetDouble();

        InterpolationMode Mode(int index) => Enum.Parse<InterpolationMode>(arguments[index].GetString()!, ignoreCase: true);

        PixelColor Color(int index) => new(arguments[index].GetByte(), arguments[index + 1].GetByte(), arguments[index + 2].GetByte());
    }
}
