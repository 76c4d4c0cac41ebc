using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ResNetFlowers.Cli.Terminal;

/// <summary>Where the program speaks: results to one stream, everything else to the other.</summary>
public sealed class Screen(TextWriter output, TextWriter error)
{
    private const int Interrupted = 130;
    private const int UserError = 2;
    private const int OwnError = 1;

    // Set to anything: shows where an error of ours comes from.
    private const string TraceVariable = "FLOWERS_TRACE";

    private static readonly JsonSerializerOptions LineJson = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // JSON has no NaN: the loss of a network with broken weights is the string "NaN".
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly Lock _lock = new();

    /// <summary>Receives progress, warnings and errors.</summary>
    public TextWriter Error => error;

    /// <summary>Writes a line of results.</summary>
    public void Say(string line)
    {
        lock (_lock) output.WriteLine(line);
    }

    /// <summary>Writes a result as one line of JSON, keys in snake_case.</summary>
    public void SayJson<T>(T value) => Say(JsonSerializer.Serialize(value, LineJson));

    /// <summary>Writes a line that is no result.</summary>
    public void Note(string line)
    {
        lock (_lock) error.WriteLine(line);
    }

    /// <summary>Writes what is wrong, and gives the exit code for a user's mistake.</summary>
    public int Fail(string message)
    {
        Note($"error: {message.ReplaceLineEndings(" ")}");
        return UserError;
    }

    /// <summary>Makes an action of a verb: runs it, and turns a user's mistake into one line and exit code 2.</summary>
    internal Func<ParseResult, int> Guarded(Func<ParseResult, int> action) => parsed =>
    {
        try
        {
            return action(parsed);
        }
        catch (InputException exception)
        {
            return Fail(exception.Message);
        }
        catch (OperationCanceledException)
        {
            Note("interrupted");
            return Interrupted;
        }
        catch (Exception exception) when (MissingLibrary(exception) is { } missing)
        {
            // The loader's own words come last, after the runtime's advice to programmers.
            string reason = missing.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1];
            return Fail($"a native library could not be loaded ({reason}); on Linux scripts/setup.sh installs what is needed");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Fail($"{exception.Message.TrimEnd('.')}; check that the path is there, writable, and that the disk is not full");
        }
        catch (Exception exception) when (Environment.GetEnvironmentVariable(TraceVariable) is null)
        {
            Fail($"{exception.GetType().Name}: {exception.Message}; this is a fault of the program: report it, with what {TraceVariable}=1 shows");
            return OwnError;
        }
    };

    private static DllNotFoundException? MissingLibrary(Exception? exception)
    {
        while (exception is not (null or DllNotFoundException)) exception = exception.InnerException;
        return exception as DllNotFoundException;
    }
}
