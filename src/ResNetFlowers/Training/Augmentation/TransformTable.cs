using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using static ResNetFlowers.Imaging.InterpolationMode;

namespace ResNetFlowers.Training.Augmentation;

/// <summary>Every transform by torchvision's name, with torchvision's parameters and defaults; sizes default to the image size.</summary>
internal static class TransformTable
{
    // A larger step on the way is a slip of the finger.
    private const int MaxSize = 4096;

    // A picture that is a hundred times as bright is white.
    private const double MaxFactor = 100;

    // What an interval of factors or areas must stay above.
    private const double Least = 1e-6;

    private static readonly (string Name, Func<TransformParameters, int, object> Create)[] Table =
    [
        ("RandomResizedCrop", (p, size) =>
        {
            var byDefault = new RandomResizedCrop(Size(p, size));
            return byDefault with
            {
                Scale = p.Range("scale", Least, 1) ?? byDefault.Scale,
                Ratio = p.Range("ratio", Least, 1 / Least) ?? byDefault.Ratio,
                Interpolation = AnyInterpolation(p),
            };
        }),
        ("Resize", (p, size) => IsPair(p)
            ? new ResizeSquare(Size(p, size)) { Interpolation = AnyInterpolation(p) }
            : new Resize(Size(p, size)) { Interpolation = AnyInterpolation(p) }),
        ("CenterCrop", (p, size) => new CenterCrop(Size(p, size))),
        ("RandomCrop", (p, size) => new RandomCrop(Size(p, size), p.Has("padding") ? p.Whole("padding", 0, 0, MaxSize) : null)
        {
            PadIfNeeded = p.Flag("pad_if_needed", byDefault: false),
        }),
        ("RandomHorizontalFlip", (p, _) => new RandomHorizontalFlip(p.Number("p", 0.5, 0, 1))),
        ("RandomVerticalFlip", (p, _) => new RandomVerticalFlip(p.Number("p", 0.5, 0, 1))),
        ("RandomRotation", (p, _) => new RandomRotation(Degrees(p))
        {
            Interpolation = NearestOrBilinear(p), Expand = p.Flag("expand", byDefault: false), Fill = p.Color("fill") ?? default,
        }),
        ("RandomAffine", Affine),
        ("ColorJitter", (p, _) => new ColorJitter(
            p.Number("brightness", 0, 0, MaxFactor), p.Number("contrast", 0, 0, MaxFactor), p.Number("saturation", 0, 0, MaxFactor), p.Number("hue", 0, 0, 0.5))),
        ("RandomGrayscale", (p, _) => new RandomGrayscale(p.Number("p", 0.1, 0, 1))),
        ("GaussianBlur", Blur),
        ("AutoAugment", (p, _) => new AutoAugment(p.Choice("policy", AutoAugmentPolicy.ImageNet, AutoAugmentPolicy.ImageNet, AutoAugmentPolicy.Cifar10, AutoAugmentPolicy.Svhn))
        {
            Interpolation = NearestOrBilinear(p), Fill = p.Color("fill"),
        }),
        ("RandAugment", Rand),
        ("TrivialAugmentWide", (p, _) => new TrivialAugmentWide(p.Whole("num_magnitude_bins", 31, 2, 1000))
        {
            Interpolation = NearestOrBilinear(p), Fill = p.Color("fill"),
        }),
        ("RandomErasing", Erasing),
    ];

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Table.Select(entry => entry.Name)];

    /// <summary>Makes a transform.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="parameters">What it is given.</param>
    /// <param name="imageSize">The side of what the network sees, in pixels.</param>
    /// <returns>An <see cref="IImageTransform"/> or an <see cref="INormalizedTransform"/>; null where none has that name.</returns>
    /// <exception cref="InputException">A parameter is none of the transform's, or out of range.</exception>
    public static object? Create(string name, TransformParameters parameters, int imageSize)
    {
        Func<TransformParameters, int, object>? create = Table.FirstOrDefault(entry => entry.Name == name).Create;
        object? transform = create?.Invoke(parameters, imageSize);
        if (transform is not null) parameters.RequireNoOther();
        return transform;
    }

    private static RandomAffine Affine(TransformParameters p, int size)
    {
        IReadOnlyList<double>? shear = p.Numbers("shear", -89, 89, 1, 2, 4);
        Interval? shearX = shear switch
        {
            null => null,
            { Count: 1 } => Interval.Around(0, Math.Abs(shear[0])),
            _ => Ordered(shear[0], shear[1]),
        };
        IReadOnlyList<double>? translate = p.Numbers("translate", 0, 1, 2);
        return new RandomAffine(Degrees(p))
        {
            Translate = translate is null ? null : (translate[0], translate[1]),
            Scale = p.Range("scale", 1 / MaxFactor, MaxFactor),
            Shear = shearX,
            ShearY = shear is { Count: 4 } ? Ordered(shear[2], shear[3]) : null,
            Interpolation = NearestOrBilinear(p),
            Fill = p.Color("fill") ?? default,
        };

        Interval Ordered(double low, double high) => low <= high ? new Interval(low, high) : throw p.Wrong("shear", "give the lower end first, as in [-10, 10]");
    }

    private static GaussianBlur Blur(TransformParameters p, int size)
    {
        if (!p.Has("kernel_size")) throw p.Missing("kernel_size", "3");
        int kernel = p.Whole("kernel_size", 0, 1, Blurring.MaxKernelSize);
        if (kernel % 2 == 0) throw p.Wrong("kernel_size", "give an odd number");
        var blur = new GaussianBlur(kernel);
        IReadOnlyList<double>? sigma = p.Numbers("sigma", 0.01, 100, 1, 2);
        if (sigma is not null && sigma[0] > sigma[^1]) throw p.Wrong("sigma", "give the lower end first, as in [0.1, 2]");
        return sigma is null ? blur : blur with { Sigma = new Interval(sigma[0], sigma[^1]) };
    }

    private static RandAugment Rand(TransformParameters p, int size)
    {
        int bins = p.Whole("num_magnitude_bins", 31, 2, 1000);
        return new RandAugment(p.Whole("num_ops", 2, 1, 20), p.Whole("magnitude", Math.Min(9, bins - 1), 0, bins - 1), bins)
        {
            Interpolation = NearestOrBilinear(p), Fill = p.Color("fill"),
        };
    }

    private static RandomErasing Erasing(TransformParameters p, int size)
    {
        var byDefault = new RandomErasing(p.Number("p", 0.5, 0, 1));
        return byDefault with
        {
            Scale = p.Range("scale", Least, 1) ?? byDefault.Scale,
            Ratio = p.Range("ratio", Least, 1 / Least) ?? byDefault.Ratio,
            Value = p.Text("value") == "random" ? null : p.Number("value", 0, -1000, 1000),
        };
    }

    /// <summary>The side of a square: a number, or two that are alike.</summary>
    private static int Size(TransformParameters p, int imageSize)
    {
        IReadOnlyList<double>? sides = p.Numbers("size", 1, MaxSize, 1, 2);
        if (sides is null) return imageSize;
        return double.IsInteger(sides[0]) && sides[0] == sides[^1] ? (int)sides[0] : throw p.Wrong("size", "give a whole number of pixels; what the network sees is a square");
    }

    private static bool IsPair(TransformParameters p) => p.Numbers("size", 1, MaxSize, 1, 2) is { Count: 2 };

    private static Interval Degrees(TransformParameters p) => p.Range("degrees", -360, 360, orDistance: true) ?? throw p.Missing("degrees", "45");

    private static InterpolationMode AnyInterpolation(TransformParameters p) => p.Choice("interpolation", Bilinear, Nearest, Bilinear, Bicubic);

    private static InterpolationMode NearestOrBilinear(TransformParameters p) => p.Choice("interpolation", Nearest, Nearest, Bilinear);
}
