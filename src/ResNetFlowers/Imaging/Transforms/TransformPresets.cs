namespace ResNetFlowers.Imaging.Transforms;

/// <summary>The ways from photo to network that have names, shared by all that trains, evaluates or predicts.</summary>
public static class TransformPresets
{
    /// <summary>The name of the preset that is taken if none is given.</summary>
    public const string Default = "seed";

    private static readonly (string Name, Func<int, TransformPreset> Create)[] Table =
    [
        ("none", None), (Default, Seed), ("flowers102", Flowers102), ("light", Light), ("strong", Strong),
    ];

    /// <summary>All names, from nothing to the strongest.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Table.Select(entry => entry.Name)];

    /// <summary>A preset.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="imageSize">The side of the result, in pixels, at least 1.</param>
    /// <exception cref="InputException">There is no preset of that name.</exception>
    public static TransformPreset Named(string name, int imageSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(imageSize, 1);
        foreach ((string known, Func<int, TransformPreset> create) in Table)
        {
            if (known == name) return create(imageSize);
        }

        throw new InputException($"--augment {name}: is none of {string.Join(", ", Names)}");
    }

    /// <summary>Every photo pressed into the square, always the same.</summary>
    private static TransformPreset None(int size) => new()
    {
        Name = "none",
        Train = new Compose(new ResizeSquare(size)),
        Validation = Preprocessing.Square(size),
    };

    /// <summary>A random part at a random scale, mirrored half of the time.</summary>
    private static TransformPreset Seed(int size) => new()
    {
        Name = Default,
        Train = new Compose(new RandomResizedCrop(size), new RandomHorizontalFlip()),
        Validation = Preprocessing.Middle(size),
    };

    /// <summary>
    /// A recipe often used for the Oxford flowers: at 64 pixels, photos of 96 turned by up to 45°, their middle mirrored both ways,
    /// colours changed a little.
    /// </summary>
    private static TransformPreset Flowers102(int size) => new()
    {
        Name = "flowers102",
        Train = new Compose(
            new ResizeSquare(size * 96 / 64), new RandomRotation(45), new CenterCrop(size), new RandomHorizontalFlip(), new RandomVerticalFlip(),
            new ColorJitter(0.2, 0.1, 0.1, 0.1), new RandomGrayscale(0.025)),
        Validation = Preprocessing.Square(size),
    };

    /// <summary>Larger parts than the default's: for short trainings, which see each photo but a few times.</summary>
    private static TransformPreset Light(int size) => new()
    {
        Name = "light",
        Train = new Compose(new RandomResizedCrop(size) { Scale = new Interval(0.25, 1) }, new RandomHorizontalFlip()),
        Validation = Preprocessing.Middle(size),
    };

    /// <summary>For long trainings on small sets: one operation of any strength on every photo, and a quarter of them with a part erased.</summary>
    private static TransformPreset Strong(int size) => new()
    {
        Name = "strong",
        Train = new Compose(
            new RandomResizedCrop(size) { Scale = new Interval(0.35, 1) }, new RandomHorizontalFlip(), new TrivialAugmentWide()),
        AfterNormalization = new RandomErasing(0.25),
        Validation = Preprocessing.Middle(size),
    };
}
