using System.CommandLine;
using ResNetFlowers.Cli.Terminal;
using ResNetFlowers.Diagnosis;

namespace ResNetFlowers.Cli.Commands;

/// <summary><c>doctor</c>: what the program runs on, and what it lacks.</summary>
internal static class DoctorCommand
{
    private const int CannotRun = 1;

    public static Command Create(Screen screen)
    {
        var json = CommonOptions.Json();
        var command = new Command("doctor", "Show what the program runs on, and what is missing and how to get it") { json };
        command.SetAction(screen.Guarded(parsed =>
        {
            DoctorReport report = Doctor.Examine();
            if (parsed.GetValue(json)) screen.SayJson(report);
            else DoctorText.Write(report, screen.Say, screen.Detail);
            if (report.Failure is null) return 0;
            screen.Error($"libtorch cannot be loaded: {report.Failure}");
            return CannotRun;
        }));
        return command;
    }
}
