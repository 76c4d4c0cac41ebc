using System.Text.Json.Serialization;

namespace ResNetFlowers.Inference;

/// <summary>A class and how probable it is.</summary>
/// <param name="Class">The name of its folder.</param>
/// <param name="Name">Its readable name; null where it has none.</param>
/// <param name="Index">Its index in the checkpoint.</param>
/// <param name="Probability">Softmax over all classes of the logits at the checkpoint's temperature, in [0, 1].</param>
public sealed record ClassProbability(string Class, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name, int Index, float Probability)
{
    /// <summary>What to show for it: its readable name, or else its folder's.</summary>
    [JsonIgnore]
    public string Shown => Name ?? Class;
}

/// <summary>What the network makes of a photo.</summary>
/// <param name="Path">The photo.</param>
/// <param name="Top">The most probable classes, the most probable first; empty where the photo could not be read.</param>
/// <param name="Error">Why the photo could not be read; null where it could.</param>
public sealed record Prediction(string Path, IReadOnlyList<ClassProbability> Top, string? Error = null)
{
    /// <summary>
    /// The cosine distance to the nearest training photo, 0 to 2 (see <see cref="Neighbours.NeighbourIndex"/>); null where the checkpoint
    /// has no index of them.
    /// </summary>
    public float? Distance { get; init; }

    /// <summary>Whether that is further than validation photos are, so that the classes mean little; null where it is not known.</summary>
    public bool? IsUnknown { get; init; }
}
