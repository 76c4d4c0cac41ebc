using System.Globalization;
using ResNetFlowers.Data.Verification;

namespace ResNetFlowers.Cli.Terminal;

/// <summary>Shows the state of a data set: how much there is, what it is like, what is wrong with it.</summary>
internal static class VerifyReport
{
    // The rest is counted, and --json has it all: a folder of copies would fill the screen.
    private const int Named = 20;

    public static void Write(VerifyResult result, bool isFixed, Action<string> line)
    {
        WriteClasses(result, line);
        if (result.Statistics is { } statistics) WriteStatistics(statistics, line);
        foreach (IGrouping<FindingKind, Finding> kind in result.Findings.GroupBy(finding => finding.Kind)) WriteFindings(kind, line);
        foreach (MovedFile file in result.Moved) line($"moved {file.From} to {file.To}");
        line(Conclusion(result, isFixed));
    }

    private static void WriteClasses(VerifyResult result, Action<string> line)
    {
        int width = Math.Max(6, result.Classes.Max(row => Shown(row).Length));
        IEnumerable<string> heads = result.Parts.Select(part => part.Length == 0 ? "photos" : part);
        line($"{"class".PadRight(width)}{string.Concat(heads.Select(head => $"  {head,6}"))}");
        foreach (ClassPhotos row in result.Classes) line($"{Shown(row).PadRight(width)}{string.Concat(row.Photos.Select(count => $"  {count,6}"))}");
    }

    private static string Shown(ClassPhotos row) => row.Name ?? row.Class;

    private static void WriteStatistics(ImageStatistics statistics, Action<string> line)
    {
        line($"width {Text(statistics.Width)}; height {Text(statistics.Height)}; {string.Join(", ", statistics.Formats.Select(count => $"{count.Photos} {count.Format}"))}");
        line($"mean {Text(statistics.Mean)}; std {Text(statistics.Std)}; {statistics.Grey} without colour");
    }

    private static void WriteFindings(IGrouping<FindingKind, Finding> kind, Action<string> line)
    {
        line($"{Title(kind.Key)}: {kind.Count()}{(kind.First().Harms ? ", harmful" : "")}");
        foreach (Finding finding in kind.Take(Named)) line($"  {string.Join(", ", finding.Places)}: {finding.Problem}");
        if (kind.Count() > Named) line($"  and {kind.Count() - Named} more, which --json names");
    }

    private static string Conclusion(VerifyResult result, bool isFixed)
    {
        int offenders = result.Offenders.Count();
        string photos = $"{offenders} photo{(offenders == 1 ? "" : "s")}";
        string fix = isFixed || offenders == 0 ? "" : result.IsList ? $"; take {photos} off the list" : $"; --fix would set {photos} aside";
        string moved = isFixed ? $"{result.Moved.Count} set aside, " : "";
        return $"{result.Photos} photos, {moved}{(result.Harms ? "something that harms training" : "nothing that harms training")}{fix}";
    }

    private static string Title(FindingKind kind) => kind switch
    {
        FindingKind.EmptyClass => "empty classes",
        FindingKind.Unreadable => "unreadable",
        FindingKind.Truncated => "truncated",
        FindingKind.Damaged => "damaged",
        FindingKind.Tiny => "tiny",
        FindingKind.Giant => "giant",
        FindingKind.UnreadFormat => "formats that are not read",
        FindingKind.WrongExtension => "wrong extension",
        FindingKind.Duplicate => "duplicates",
        FindingKind.DuplicateAcrossSplits => "duplicates across splits",
        FindingKind.DuplicateAcrossClasses => "duplicates across classes",
        FindingKind.NearDuplicate => "near-duplicates",
        FindingKind.NearDuplicateAcrossSplits => "near-duplicates across splits",
        FindingKind.NearDuplicateAcrossClasses => "near-duplicates across classes",
        _ => "imbalance",
    };

    private static string Text(Spread spread) => $"{spread.Least} to {spread.Most}, median {spread.Median}";

    private static string Text(IReadOnlyList<double> channels) =>
        string.Join(' ', channels.Select(value => value.ToString("f3", CultureInfo.InvariantCulture)));
}
