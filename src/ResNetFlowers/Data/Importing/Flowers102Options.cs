namespace ResNetFlowers.Data.Importing;

/// <summary>Where the files of Oxford's 102 flowers are (https://www.robots.ox.ac.uk/~vgg/data/flowers/102/), and what they become.</summary>
public sealed record Flowers102Options
{
    /// <summary>The photos, <c>102flowers.tgz</c>.</summary>
    public required string Images { get; init; }

    /// <summary>Their labels, <c>imagelabels.mat</c>.</summary>
    public required string Labels { get; init; }

    /// <summary>The published split, <c>setid.mat</c>.</summary>
    public required string Splits { get; init; }

    /// <summary>The folder that receives <c>train</c>, <c>val</c> and <c>test</c>; missing or empty.</summary>
    public required string Out { get; init; }

    /// <summary>Checks what can be checked without looking at the disk.</summary>
    /// <exception cref="InputException">An option is empty.</exception>
    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(Images)) throw new InputException("IMAGES: is empty; name 102flowers.tgz");
        if (string.IsNullOrWhiteSpace(Labels)) throw new InputException("LABELS: is empty; name imagelabels.mat");
        if (string.IsNullOrWhiteSpace(Splits)) throw new InputException("SPLITS: is empty; name setid.mat");
        if (string.IsNullOrWhiteSpace(Out)) throw new InputException("--out: is empty; name the folder for the photos");
    }
}

/// <summary>What an import of Oxford's 102 flowers wrote.</summary>
/// <param name="Out">The folder, as an absolute path.</param>
/// <param name="Train">Photos to train on.</param>
/// <param name="Val">Photos to validate on.</param>
/// <param name="Test">Photos for a last test.</param>
/// <param name="Classes">How many classes there are.</param>
public sealed record Flowers102Result(string Out, int Train, int Val, int Test, int Classes);
