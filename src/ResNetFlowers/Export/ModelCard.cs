using System.Text.Encodings.Web;
using System.Text.Json;
using ResNetFlowers.Training.Checkpoints;

namespace ResNetFlowers.Export;

/// <summary>What an exported file says of itself, as the texts that safetensors and ONNX have room for; lists are JSON.</summary>
internal static class ModelCard
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// <c>arch</c>, <c>classes</c> (by index), <c>names</c> (what they are called where people read them, if that is something else), <c>image_size</c>, and how a photo becomes numbers: the steps of <c>transform</c>, written
    /// as torchvision prints those for PIL images, then (sample / 255 − <c>mean</c>) / <c>std</c> for R, G, B, or for luminance where there
    /// is one of each.
    /// </summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(Checkpoint checkpoint) =>
    [
        new("arch", checkpoint.Arch),
        new("classes", JsonSerializer.Serialize(checkpoint.Classes, Json)),
        .. Names(checkpoint),
        new("image_size", $"{checkpoint.ImageSize}"),
        new("transform", JsonSerializer.Serialize(checkpoint.Preprocessing.ToTransform().Steps.Select(step => $"{step}"), Json)),
        new("mean", JsonSerializer.Serialize(checkpoint.Normalization.Mean, Json)),
        new("std", JsonSerializer.Serialize(checkpoint.Normalization.Std, Json)),
    ];

    private static IEnumerable<KeyValuePair<string, string>> Names(Checkpoint checkpoint) =>
        checkpoint.Names.Count == 0 ? [] : [new("names", JsonSerializer.Serialize(checkpoint.Classes.Select(checkpoint.Names.Of), Json))];
}
