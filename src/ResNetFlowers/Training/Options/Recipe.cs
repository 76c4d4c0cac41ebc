namespace ResNetFlowers.Training.Options;

/// <summary>A named set of defaults for the options of training.</summary>
public static class Recipe
{
    /// <summary>Every recipe by name, the one that is taken unless another is named first.</summary>
    public static IReadOnlyDictionary<string, TrainOptions> All { get; } = new OrderedDictionary<string, TrainOptions>(StringComparer.Ordinal)
    {
        ["seed"] = new TrainOptions(),
        // Each part's effect is in docs/recipes.md.
        ["strong"] = new TrainOptions
        {
            Recipe = "strong", Epochs = 40, BatchSize = 32, Augment = "light", StartScale = 2 / 3.0, GrowAt = 0.84, Lr = 0.002, Schedule = "cosine", Warmup = 1.5, Whiten = true,
        },
    };

    /// <summary>Finds a recipe.</summary>
    /// <exception cref="InputException">There is none of that name; the message lists those there are.</exception>
    public static TrainOptions Named(string name) => All.TryGetValue(name, out TrainOptions? options)
        ? options
        : throw new InputException($"--recipe {name}: there is no such recipe; choose one of {string.Join(", ", All.Keys)}");
}
