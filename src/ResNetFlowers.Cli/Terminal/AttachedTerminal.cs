using Spectre.Console;

namespace ResNetFlowers.Cli.Terminal;

/// <summary>The terminal that a person sits at.</summary>
internal static class AttachedTerminal
{
    /// <summary>
    /// The terminal, if both streams are the console's and lead to it, and nobody asks for plain text: by <c>NO_COLOR</c>
    /// (no-color.org), set to anything, or by <c>TERM=dumb</c>. Null otherwise.
    /// </summary>
    public static IAnsiConsole? Find(TextWriter output, TextWriter error)
    {
        bool isConsole = ReferenceEquals(output, Console.Out) && ReferenceEquals(error, Console.Error);
        if (!isConsole || Console.IsOutputRedirected || Console.IsErrorRedirected) return null;
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) || Environment.GetEnvironmentVariable("TERM") == "dumb") return null;
        IAnsiConsole terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return terminal.Profile.Capabilities.Ansi ? terminal : null;
    }
}
