using System.Text.Json.Serialization;
using ResNetFlowers.Inference;

namespace ResNetFlowers.Reports.Explanations;

/// <summary>Why a network takes a photo for what it does.</summary>
/// <param name="Path">The photo.</param>
/// <param name="Out">The picture: what the network sees of the photo, and beside it where it sees <paramref name="LookedFor"/>.</param>
/// <param name="LookedFor">The class that the picture is about.</param>
/// <param name="Top">The most probable classes, the most probable first.</param>
/// <param name="Neighbours">The nearest training photos, the nearest first; null where the checkpoint has no index of them.</param>
/// <param name="Threshold">The distance beyond which a photo is unknown; null likewise.</param>
/// <param name="Unknown">Whether the nearest training photo is further; null likewise.</param>
public sealed record Explanation(
    string Path,
    string Out,
    ClassProbability LookedFor,
    IReadOnlyList<ClassProbability> Top,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<NearPhoto>? Neighbours,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Threshold,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Unknown);

/// <summary>A training photo near the one that is explained.</summary>
/// <param name="Path">Where it stood when the network learned from it, or below the folder that was named instead.</param>
/// <param name="Class">Its class.</param>
/// <param name="Name">The class's readable name; null where it has none.</param>
/// <param name="Distance">Cosine distance of the embeddings, 0 (alike) to 2.</param>
/// <param name="IsThere">Whether the file is there still.</param>
public sealed record NearPhoto(
    string Path, string Class, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name, float Distance, bool IsThere)
{
    /// <summary>What to show for the class: its readable name, or else its folder's.</summary>
    [JsonIgnore]
    public string Shown => Name ?? Class;
}
