namespace ResNetFlowers.Data.Importing;

/// <summary>Which IDX files become which folder of pictures.</summary>
public sealed record IdxImportOptions
{
    /// <summary>The pictures, <c>train-images-idx3-ubyte</c> or the like, compressed with gzip or not.</summary>
    public required string Images { get; init; }

    /// <summary>Their labels, <c>train-labels-idx1-ubyte</c> or the like, compressed with gzip or not.</summary>
    public required string Labels { get; init; }

    /// <summary>The folder that receives one sub-folder of PNG files for each class; missing or empty.</summary>
    public required string Out { get; init; }

    /// <summary>The name of label 0, 1, …; none to name the folders after the labels' numbers.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Checks what can be checked without looking at the disk.</summary>
    /// <exception cref="InputException">An option is empty, or a name cannot be a folder's.</exception>
    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(Images)) throw new InputException("IMAGES: is empty; name the file of pictures");
        if (string.IsNullOrWhiteSpace(Labels)) throw new InputException("LABELS: is empty; name the file of labels");
        if (string.IsNullOrWhiteSpace(Out)) throw new InputException("--out: is empty; name the folder for the pictures");
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (string name in Names)
        {
            if (ClassFolder.Problem(name) is { } problem) throw new InputException($"--names: '{name.ReplaceLineEndings(" ")}' {problem}");
            if (!seen.Add(name)) throw new InputException($"--names: has '{name}' twice; give each label a name of its own");
        }
    }
}
