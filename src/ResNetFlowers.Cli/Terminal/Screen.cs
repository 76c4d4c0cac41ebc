using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace ResNetFlowers.Cli.Terminal;

/// <summary>
/// Where the program speaks: results to one stream, everything else to the other. How much it says, and whether anything on it moves,
/// is decided here and nowhere else. A name from somebody's disk may hold anything: whatever steers a terminal is a question mark here.
/// </summary>
public sealed class Screen
{
    private static readonly TimeSpan FrameInterval = TimeSpan.FromMilliseconds(100);

    private static readonly JsonSerializerOptions LineJson = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // JSON has no NaN: the loss of a network with broken weights is the string "NaN".
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly Lock _lock = new();
    private readonly TextWriter _output;
    private readonly TextWriter _error;
    private readonly IAnsiConsole? _terminal;
    private LiveRegion? _live;

    /// <param name="output">Receives results.</param>
    /// <param name="error">Receives progress, warnings and errors.</param>
    public Screen(TextWriter output, TextWriter error) : this(output, error, terminal: null)
    {
    }

    /// <param name="output">Receives results.</param>
    /// <param name="error">Receives progress, warnings and errors.</param>
    /// <param name="terminal">What both streams lead to; null where that is no terminal or all is to be plain.</param>
    internal Screen(TextWriter output, TextWriter error, IAnsiConsole? terminal)
    {
        _output = output;
        _error = error;
        _terminal = terminal;
    }

    /// <summary>How much is said.</summary>
    internal Verbosity Level { get; set; } = Verbosity.Normal;

    /// <summary>Columns that a line may take; null where nothing sets a limit.</summary>
    internal int? Width => _terminal?.Profile.Width;

    /// <summary>Whether more than ASCII may be drawn.</summary>
    internal bool HasUnicode => _terminal is { Profile.Capabilities.Unicode: true };

    /// <summary>Receives results.</summary>
    internal TextWriter Output => _output;

    /// <summary>Receives progress, warnings and errors.</summary>
    internal TextWriter ErrorOutput => _error;

    /// <summary>Writes a line of results.</summary>
    public void Say(string line) => Write(_output, line);

    /// <summary>Writes a result as one line of JSON, keys in snake_case.</summary>
    public void SayJson<T>(T value) => Say(JsonSerializer.Serialize(value, LineJson));

    /// <summary>Writes a line about what goes on, unless only results are wanted.</summary>
    public void Note(string line)
    {
        if (Level != Verbosity.Quiet) Write(_error, line);
    }

    /// <summary>Writes a line for those who want to know more.</summary>
    public void Detail(string line)
    {
        if (Level == Verbosity.Verbose) Write(_error, line);
    }

    /// <summary>Writes what a person should know, though the work goes on.</summary>
    public void Warn(string message) => Note($"warning: {OneLine.Of(message)}");

    /// <summary>Writes what is wrong with a part of the work, while the rest goes on.</summary>
    public void Error(string message) => Write(_error, $"error: {message.ReplaceLineEndings(" ")}");

    /// <summary>
    /// Shows lines below all others that are drawn anew several times a second, until the result is disposed; lines that are written
    /// meanwhile appear above them. Null where nothing may move.
    /// </summary>
    /// <param name="content">Lines of Spectre's markup for a number of columns; asked on a thread of its own.</param>
    internal IDisposable? ShowLive(Func<int, IReadOnlyList<string>> content)
    {
        if (_terminal is null || Level == Verbosity.Quiet || _live is not null) return null;
        lock (_lock) _live = new LiveRegion(_terminal, content);
        return new Animation(this);
    }

    private void Write(TextWriter writer, string line)
    {
        lock (_lock)
        {
            _live?.Erase();
            writer.WriteLine(string.Join('\n', line.Split('\n').Select(part => OneLine.Of(part))));
            _live?.Draw();
        }
    }

    /// <summary>Draws the live lines again and again, and removes them in the end.</summary>
    private sealed class Animation : IDisposable
    {
        private readonly Screen _screen;
        private readonly Timer _timer;

        public Animation(Screen screen)
        {
            _screen = screen;
            _timer = new Timer(_ => Draw(), state: null, TimeSpan.Zero, FrameInterval);
        }

        public void Dispose()
        {
            lock (_screen._lock)
            {
                _timer.Dispose();
                _screen._live?.Erase();
                _screen._live = null;
            }
        }

        private void Draw()
        {
            lock (_screen._lock) _screen._live?.Draw();
        }
    }
}
