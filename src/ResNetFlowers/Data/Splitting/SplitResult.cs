using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace ResNetFlowers.Data.Splitting;

/// <summary>What a split does, one after the other.</summary>
public enum SplitStep
{
    /// <summary>Looks at the photos, for those that are copies of others.</summary>
    Compare,

    /// <summary>Puts the photos where they belong.</summary>
    Place,
}

/// <summary>How far a split has come.</summary>
/// <param name="Step">What it does now.</param>
/// <param name="Done">Photos done in this step.</param>
/// <param name="Total">Photos in all.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SplitProgress(SplitStep Step, int Done, int Total);

/// <summary>How many photos of a class went where.</summary>
/// <param name="Class">The name of the class.</param>
/// <param name="Train">Photos to train on, at least 1.</param>
/// <param name="Val">Photos to validate on.</param>
/// <param name="Test">Photos kept for a last test.</param>
public sealed record ClassCounts(string Class, int Train, int Val, int Test)
{
    /// <summary>Its readable name; null where it has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; init; }
}

/// <summary>What a split did.</summary>
/// <param name="Source">The folder of photos, as an absolute path.</param>
/// <param name="Out">The folder of the split, as an absolute path.</param>
/// <param name="Train">Photos to train on, all classes together.</param>
/// <param name="Val">Photos to validate on, all classes together.</param>
/// <param name="Test">Photos kept for a last test, all classes together.</param>
/// <param name="Classes">The same for each class, in the order of their labels.</param>
/// <param name="Warnings">What a person should know, one line each, such as a class too small to have a photo in <c>val</c>.</param>
public sealed record SplitResult(
    string Source,
    string Out,
    int Train,
    int Val,
    int Test,
    IReadOnlyList<ClassCounts> Classes,
    IReadOnlyList<string> Warnings);
