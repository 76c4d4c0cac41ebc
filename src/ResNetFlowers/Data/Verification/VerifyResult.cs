using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using ResNetFlowers.Data.Lists;

namespace ResNetFlowers.Data.Verification;

/// <summary>How far the examination has come.</summary>
/// <param name="Done">Photos looked at.</param>
/// <param name="Total">Photos in all.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct VerifyProgress(int Done, int Total);

/// <summary>How many photos a class has in each part.</summary>
/// <param name="Class">Its name.</param>
/// <param name="Photos">Their numbers, in the order of <see cref="VerifyResult.Parts"/>.</param>
public sealed record ClassPhotos(string Class, IReadOnlyList<int> Photos)
{
    /// <summary>Its readable name; null where it has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; init; }
}

/// <summary>A file that was moved.</summary>
/// <param name="From">Where it was, relative to the data set.</param>
/// <param name="To">Where it is now.</param>
public sealed record MovedFile(string From, string To);

/// <summary>The state of a data set.</summary>
/// <param name="Data">Its folder or list, as it was given.</param>
/// <param name="Photos">Photos found, readable or not, before any was moved.</param>
/// <param name="Parts">The parts of a split; a single empty name where it is not split.</param>
/// <param name="Classes">How many photos of each class were found in each part, in the order of their labels.</param>
/// <param name="Statistics">Size and colour; null where no photo can be read.</param>
/// <param name="Findings">What is wrong, the worst kinds first.</param>
/// <param name="Moved">What was set aside.</param>
/// <param name="Harms">Whether something that would harm training is still there.</param>
public sealed record VerifyResult(
    string Data,
    int Photos,
    IReadOnlyList<string> Parts,
    IReadOnlyList<ClassPhotos> Classes,
    ImageStatistics? Statistics,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<MovedFile> Moved,
    bool Harms)
{
    /// <summary>What a person should know of the readable names, in one line; null where there is nothing.</summary>
    public string? Note { get; init; }

    /// <summary>Whether a list was examined, whose photos nobody moves.</summary>
    public bool IsList => ListFile.IsList(Data);

    /// <summary>Every place whose going aside would mend something.</summary>
    public IEnumerable<string> Offenders => Findings.SelectMany(finding => finding.Offenders).Distinct(StringComparer.Ordinal);
}
