using ResNetFlowers.Training.Options;

namespace ResNetFlowers.Preview;

/// <summary>What to show of what a network will see.</summary>
public sealed record PreviewOptions
{
    /// <summary>A folder with <c>train</c> and <c>val</c>, one with a sub-folder of photos for each class, or one photo.</summary>
    public required string Data { get; init; }

    /// <summary>The PNG to write.</summary>
    public string Out { get; init; } = "preview.png";

    /// <summary>Whether a file of that name may be replaced.</summary>
    public bool Force { get; init; }

    /// <summary>Rows: how many photos are shown, of all classes alike, 1 to <see cref="Most"/>.</summary>
    public int Photos { get; init; } = 8;

    /// <summary>How many epochs' augmentations of each photo are shown, 0 to <see cref="Most"/>.</summary>
    public int Columns { get; init; } = 6;

    /// <summary>The training whose eyes these are: network, augmentation, image size and seed, which draws the photos, too.</summary>
    public TrainOptions Train { get; init; } = new();

    /// <summary>Nobody looks at more.</summary>
    public const int Most = 100;

    /// <summary>Checks everything that can be checked without looking at the disk.</summary>
    /// <exception cref="InputException">An option is out of range.</exception>
    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(Data)) throw new InputException("DATA: is empty; name a folder of photos, or a photo");
        if (Photos is < 1 or > Most) throw new InputException($"--photos {Photos}: give 1 to {Most}");
        if (Columns is < 0 or > Most) throw new InputException($"--columns {Columns}: give 0 to {Most}");
        Train.Validate();
    }
}
