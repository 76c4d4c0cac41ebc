using System.CommandLine;
using ResNetFlowers.Training.Options;

namespace ResNetFlowers.Cli.Terminal.Help;

/// <summary>Puts the options of a verb under headings.</summary>
internal static class OptionHeadings
{
    // More options than this are not read through.
    private const int MostWithoutHeadings = 20;

    private const string Only = "Options";
    private const string Run = "Run";

    /// <summary>The headings in the order in which to show them, each with its options in theirs.</summary>
    public static IEnumerable<(string Heading, IReadOnlyList<Option> Options)> Of(Command command, IReadOnlyList<Option> options)
    {
        if (options.Count <= MostWithoutHeadings) return [(Only, options)];
        // What is no setting of a training either says where its settings come from, and stands first, or what is told.
        string[] order = [Run, .. OptionCategory.All, ""];
        Option[] sources = [.. options.TakeWhile(option => OptionTable.Find(option.Name[2..]) is null)];
        return options
            .GroupBy(option => OptionTable.Find(option.Name[2..])?.Category ?? (sources.Contains(option) ? Run : OptionCategory.Output), StringComparer.Ordinal)
            .OrderBy(group => Array.IndexOf(order, group.Key))
            .Select(group => (group.Key, (IReadOnlyList<Option>)[.. group]));
    }
}
