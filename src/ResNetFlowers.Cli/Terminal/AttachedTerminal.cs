using Spectre.Console;

namespace ResNetFlowers.Cli.Terminal;

/// <summary>The terminal or the files that the process was started with.</summary>
internal static class AttachedTerminal
{
    private const string TerminalKind = "TERM";
    private const string Dumb = "dumb";

    /// <summary>
    /// A screen on the process's own streams. Something may move on it if both lead to a terminal and nobody asks for plain text: by
    /// <c>NO_COLOR</c> (no-color.org), set to anything, or by <c>TERM=dumb</c>.
    /// </summary>
    public static Screen OpenScreen()
    {
        if (IsPlain())
        {
            // Otherwise the runtime greets a Unix terminal with an escape sequence of its own.
            Environment.SetEnvironmentVariable(TerminalKind, Dumb);
            return new Screen(Console.Out, Console.Error);
        }

        IAnsiConsole terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return new Screen(Console.Out, Console.Error, terminal.Profile.Capabilities.Ansi ? terminal : null);
    }

    private static bool IsPlain() => Console.IsOutputRedirected || Console.IsErrorRedirected
        || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) || Environment.GetEnvironmentVariable(TerminalKind) == Dumb;
}
