using System.Text.Json.Serialization;

namespace ResNetFlowers.Preview;

/// <summary>One row of the grid.</summary>
/// <param name="Path">The photo.</param>
/// <param name="Class">Its class; null where DATA is one photo.</param>
/// <param name="Name">The class's readable name; null where it has none.</param>
public sealed record PreviewRow(string Path, string? Class, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name);

/// <summary>What was drawn.</summary>
public sealed record PreviewResult
{
    /// <summary>The picture's file.</summary>
    public required string Out { get; init; }

    /// <summary>Its width, in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Its height, in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>From top to bottom.</summary>
    public required IReadOnlyList<PreviewRow> Rows { get; init; }

    /// <summary>What the columns show, from left to right.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>What is done to a photo in training, as torchvision prints it.</summary>
    public required string Train { get; init; }

    /// <summary>What is done to a photo in validation, as torchvision prints it.</summary>
    public required string Validation { get; init; }
}
