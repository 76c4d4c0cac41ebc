using System.CommandLine;
using System.CommandLine.Completions;
using ResNetFlowers.Cli.Terminal;
using ResNetFlowers.Cli.Terminal.Help;

namespace ResNetFlowers.Cli.Commands;

/// <summary><c>completion SHELL</c>: the script that makes a shell complete this program's words.</summary>
internal static class CompletionCommand
{
    public static Command Create(Screen screen)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or powershell" };
        shell.CompletionSources.Add(_ => CompletionScript.Shells.Select(name => new CompletionItem(name)));
        var command = new Command("completion", "Print what makes a shell complete verbs, options and their values") { shell };
        command.SetAction(screen.Guarded(parsed =>
        {
            screen.Say(CompletionScript.For(parsed.GetValue(shell)!));
            return 0;
        }));
        return command;
    }
}
