using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ResNetFlowers.Cli.Terminal.Help;

/// <summary>What <c>--help</c> says of a verb: its use, its arguments and options under headings, and examples.</summary>
internal sealed class HelpPage(Screen screen) : SynchronousCommandLineAction
{
    /// <summary>Stands for a number.</summary>
    public const string Number = "N";

    private const string Program = "flowers";

    // Longer lines are hard to read.
    private const int UsualWidth = 80;
    private const int MostWidth = 100;

    /// <summary>Makes it what every verb of a command line answers <c>--help</c> with.</summary>
    public static void Install(RootCommand root, Screen screen) => root.Options.OfType<HelpOption>().Single().Action = new HelpPage(screen);

    /// <summary>Who asks for help need not give what the verb requires.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        foreach (string line in Lines(parseResult.CommandResult.Command, Math.Min(MostWidth, screen.Width ?? UsualWidth))) screen.Say(line);
        return 0;
    }

    /// <summary>The page.</summary>
    /// <param name="command">The verb.</param>
    /// <param name="width">Columns that a line may take.</param>
    public static IEnumerable<string> Lines(Command command, int width)
    {
        string path = PathOf(command);
        IEnumerable<string> lines = [.. HelpText.Wrap(command.Description ?? "", width), "", "Usage:", $"  {Usage(command, path)}"];
        lines = lines.Concat(Section("Arguments", [.. command.Arguments.Select(argument => (argument.Name, argument.Description ?? ""))], width));
        lines = lines.Concat(Section("Verbs", [.. command.Subcommands.Where(verb => !verb.Hidden).Select(verb => (verb.Name, verb.Description ?? ""))], width));
        foreach ((string heading, IReadOnlyList<Option> options) in OptionHeadings.Of(command, OptionsOf(command)))
            lines = lines.Concat(Section(heading, [.. options.Select(option => (Left(option), Right(option)))], width));
        IReadOnlyList<string> examples = Examples.Of(path);
        return examples.Count == 0 ? lines : lines.Concat(["", "Examples:", .. examples.Select(example => $"  {Program} {example}")]);
    }

    /// <summary>A verb as a person types it, without the program; empty for the program itself.</summary>
    public static string PathOf(Command command) =>
        command is RootCommand ? "" : $"{PathOf(command.Parents.OfType<Command>().First())} {command.Name}".Trim();

    private static IEnumerable<string> Section(string heading, IReadOnlyList<(string, string)> rows, int width) =>
        rows.Count == 0 ? [] : ["", $"{heading}:", .. HelpText.Columns(rows, width)];

    private static string Usage(Command command, string path)
    {
        var words = new List<string> { Program };
        if (path.Length > 0) words.Add(path);
        if (command.Subcommands.Count > 0) words.Add("VERB");
        words.AddRange(command.Arguments.Select(argument => (argument.Arity.MinimumNumberOfValues, argument.Arity.MaximumNumberOfValues) switch
        {
            (0, _) => $"[{argument.Name}]",
            (_, > 1) => $"{argument.Name}…",
            _ => argument.Name,
        }));
        words.Add("[options]");
        return string.Join(' ', words);
    }

    private static IReadOnlyList<Option> OptionsOf(Command command)
    {
        var options = command.Options.ToList();
        for (Command? parent = command.Parents.OfType<Command>().FirstOrDefault(); parent is not null; parent = parent.Parents.OfType<Command>().FirstOrDefault())
            options.AddRange(parent.Options.Where(option => option.Recursive));
        return [.. options.Where(option => !option.Hidden)];
    }

    private static string Left(Option option)
    {
        if (option.ValueType == typeof(bool) || option.ValueType == typeof(void)) return option.Name;
        Type type = Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType;
        string value = option.HelpName ?? (type.IsPrimitive ? Number : option.Name.Split('-')[^1].ToUpperInvariant());
        return $"{option.Name} {value}";
    }

    private static string Right(Option option)
    {
        string description = option.Description ?? "";
        if (option.Required) return $"{description} (required)";
        bool isSwitch = option.ValueType == typeof(bool) || option.ValueType == typeof(void);
        string? byDefault = isSwitch || !option.HasDefaultValue ? null : option.GetDefaultValue()?.ToString();
        return string.IsNullOrEmpty(byDefault) ? description : $"{description} [default: {(option.ValueType.IsEnum ? byDefault.ToLowerInvariant() : byDefault)}]";
    }
}
