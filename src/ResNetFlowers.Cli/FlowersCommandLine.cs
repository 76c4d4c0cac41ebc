using System.CommandLine;
using ResNetFlowers.Cli.Commands;
using ResNetFlowers.Cli.Terminal;

namespace ResNetFlowers.Cli;

/// <summary>The whole command line: arguments in, text and an exit code out.</summary>
public static class FlowersCommandLine
{
    /// <summary>Runs one verb.</summary>
    /// <param name="args">What stands behind the program's name.</param>
    /// <param name="output">Receives results.</param>
    /// <param name="error">Receives progress, warnings and errors.</param>
    /// <returns>0, 2 for a mistake of the user's, 130 when interrupted, 1 for a mistake of ours.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        var screen = new Screen(output, error);
        var root = new RootCommand("Trains ResNets on folders of flower photos, and uses them.");
        root.Subcommands.Add(SplitCommand.Create(screen));
        root.Subcommands.Add(TrainCommand.Create(screen));
        root.Subcommands.Add(EvalCommand.Create(screen));
        root.Subcommands.Add(PredictCommand.Create(screen));
        root.Subcommands.Add(SummaryCommand.Create(screen));
        root.Subcommands.Add(SynthCommand.Create(screen));
        root.Subcommands.Add(DemoCommand.Create(screen));

        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0) return screen.Fail(ParseErrors.Describe(parsed, root));

        return parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
    }
}
