using System.CommandLine;
using ResNetFlowers.Cli.Commands;
using ResNetFlowers.Cli.Terminal;
using ResNetFlowers.Cli.Terminal.Help;

namespace ResNetFlowers.Cli;

/// <summary>The whole command line: arguments in, text and an exit code out.</summary>
public static class FlowersCommandLine
{
    /// <summary>Runs one verb on the process's own streams.</summary>
    /// <param name="args">What stands behind the program's name.</param>
    /// <returns>0, 2 for a mistake of the user's, 130 when interrupted, 1 for a mistake of ours.</returns>
    public static int Run(string[] args) => Run(args, AttachedTerminal.OpenScreen());

    /// <summary>Runs one verb; nothing moves.</summary>
    /// <param name="args">What stands behind the program's name.</param>
    /// <param name="output">Receives results.</param>
    /// <param name="error">Receives progress, warnings and errors.</param>
    /// <returns>0, 2 for a mistake of the user's, 130 when interrupted, 1 for a mistake of ours.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error) => Run(args, new Screen(output, error));

    /// <summary>Runs one verb.</summary>
    internal static int Run(string[] args, Screen screen)
    {
        RootCommand root = CreateRoot(screen);
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0) return screen.Fail(ParseErrors.Describe(parsed, root));

        return parsed.Invoke(new InvocationConfiguration { Output = screen.Output, Error = screen.ErrorOutput, EnableDefaultExceptionHandler = false });
    }

    /// <summary>Every verb with its options.</summary>
    internal static RootCommand CreateRoot(Screen screen)
    {
        RootCommand root = CreateVerbs(screen);
        foreach (Option option in VerbosityOptions.Create()) root.Add(option);
        HelpPage.Install(root, screen);
        return root;
    }

    private static RootCommand CreateVerbs(Screen screen) => new("Trains ResNets on folders of flower photos, and uses them.")
    {
        SplitCommand.Create(screen),
        TrainCommand.Create(screen),
        EvalCommand.Create(screen),
        PredictCommand.Create(screen),
        ExplainCommand.Create(screen),
        ReportCommand.Create(screen),
        RunsCommand.Create(screen),
        CompareCommand.Create(screen),
        FeaturesCommand.Create(screen),
        ExportCommand.Create(screen),
        VerifyCommand.Create(screen),
        PreviewCommand.Create(screen),
        SummaryCommand.Create(screen),
        ImportCommand.Create(screen),
        SynthCommand.Create(screen),
        DemoCommand.Create(screen),
        DoctorCommand.Create(screen),
        CompletionCommand.Create(screen),
    };
}
