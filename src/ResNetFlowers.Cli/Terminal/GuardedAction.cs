using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using ResNetFlowers.Machine;

namespace ResNetFlowers.Cli.Terminal;

/// <summary>What is the same for the action of every verb: how much it says, and how it fails.</summary>
internal static class GuardedAction
{
    private const int Interrupted = 130;
    private const int UserError = 2;
    private const int OwnError = 1;

    // Set to anything: shows where an error of ours comes from.
    private const string TraceVariable = "FLOWERS_TRACE";

    /// <summary>Makes an action of a verb: runs it, and turns a user's mistake into one line and exit code 2.</summary>
    public static Func<ParseResult, int> Guarded(this Screen screen, Func<ParseResult, int> action) => parsed =>
    {
        try
        {
            screen.Level = VerbosityOptions.Read(parsed);
            long start = Stopwatch.GetTimestamp();
            int exitCode = action(parsed);
            screen.Detail(string.Create(
                CultureInfo.InvariantCulture, $"{parsed.CommandResult.Command.Name}: {Stopwatch.GetElapsedTime(start).TotalSeconds:f1} s in all"));
            return exitCode;
        }
        catch (InputException exception)
        {
            return screen.Fail(exception.Message);
        }
        catch (OperationCanceledException)
        {
            screen.Note("interrupted");
            return Interrupted;
        }
        catch (Exception exception) when (LoaderMessage.Of(exception) is { } reason)
        {
            return screen.Fail($"a native library could not be loaded ({reason}); 'flowers doctor' says how to get it");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return screen.Fail($"{exception.Message.TrimEnd('.')}; check that the path is there, writable, and that the disk is not full");
        }
        catch (Exception exception) when (Environment.GetEnvironmentVariable(TraceVariable) is null)
        {
            screen.Error($"{exception.GetType().Name}: {exception.Message}; this is a fault of the program: report it, with what {TraceVariable}=1 shows");
            return OwnError;
        }
    };

    /// <summary>Writes what is wrong, and gives the exit code for a user's mistake.</summary>
    public static int Fail(this Screen screen, string message)
    {
        screen.Error(message);
        return UserError;
    }
}
