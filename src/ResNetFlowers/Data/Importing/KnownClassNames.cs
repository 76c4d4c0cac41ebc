namespace ResNetFlowers.Data.Importing;

/// <summary>The names of the classes of well-known sets, which their files know by number only.</summary>
public static class KnownClassNames
{
    // torchvision.datasets.FashionMNIST.classes, but for "T-shirt/top", which no folder can be called.
    private static readonly string[] FashionMnist =
        ["T-shirt-top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    // torchvision.datasets.MNIST.classes.
    private static readonly string[] Mnist =
    [
        "0 - zero", "1 - one", "2 - two", "3 - three", "4 - four", "5 - five", "6 - six", "7 - seven", "8 - eight", "9 - nine",
    ];

    /// <summary>The names that a person asks for.</summary>
    /// <param name="text"><c>fashion-mnist</c>, <c>mnist</c>, or the names themselves with commas between; null for none.</param>
    public static IReadOnlyList<string> Parse(string? text) => text switch
    {
        null => [],
        "fashion-mnist" => FashionMnist,
        "mnist" => Mnist,
        _ => text.Split(',', StringSplitOptions.TrimEntries),
    };
}
