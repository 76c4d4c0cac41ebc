using System.CommandLine;
using ResNetFlowers.Cli.Terminal;

namespace ResNetFlowers.Cli.Commands;

/// <summary><c>import FORMAT …</c>: other people's data sets become folders of pictures; one sub-verb a format.</summary>
internal static class ImportCommand
{
    public static Command Create(Screen screen) => new("import", "Turn other people's data sets into folders of pictures")
    {
        ImportIdxCommand.Create(screen),
        ImportFlowers102Command.Create(screen),
    };
}
