using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ResNetFlowers.Cli.Terminal;
using Spectre.Console;

namespace ResNetFlowers.Cli.Tests.Terminal;

/// <summary>
/// A terminal of a given width that understands what the program sends and keeps every line: what has scrolled away stands in
/// <see cref="Lines"/> as what is on the screen does.
/// </summary>
internal sealed partial class FakeTerminal
{
    private readonly List<StringBuilder> _lines = [new()];
    private readonly Recorder _recorder;
    private int _row;
    private int _column;

    public FakeTerminal(int width, int height = 24)
    {
        (Width, Height) = (width, height);
        _recorder = new Recorder(this);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.EightBit, Interactive = InteractionSupport.No, Out = new TerminalOutput(this, _recorder),
        });
        Screen = new Screen(_recorder, _recorder, console);
    }

    public Screen Screen { get; }

    public int Width { get; set; }

    public int Height { get; }

    /// <summary>Whether a person sees where the next letter goes.</summary>
    public bool IsCursorVisible { get; private set; } = true;

    /// <summary>Everything that was ever written, as sent.</summary>
    public string Sent => _recorder.ToString();

    /// <summary>What a person reads, scrolling up.</summary>
    public IReadOnlyList<string> Lines => [.. _lines.Select(line => line.ToString().TrimEnd()).Reverse().SkipWhile(line => line.Length == 0).Reverse()];

    /// <summary>The longest line, in columns.</summary>
    public int LongestLine => Lines.Max(line => line.Length);

    private void Receive(string text)
    {
        while (text.Length > 0)
        {
            Match control = Control().Match(text);
            if (control.Success) Obey(control.Groups["letter"].Value, control.Groups["number"].Value);
            else Put(text[0]);
            text = text[(control.Success ? control.Length : 1)..];
        }
    }

    private void Obey(string letter, string number)
    {
        switch (letter)
        {
            case "F":
                _row = Math.Max(0, _row - int.Parse(number, CultureInfo.InvariantCulture));
                _column = 0;
                break;
            case "K":
                if (_lines[_row].Length > _column) _lines[_row].Length = _column;
                break;
            case "J":
                Obey("K", "");
                _lines.RemoveRange(_row + 1, _lines.Count - _row - 1);
                break;
            case "h" or "l":
                IsCursorVisible = letter == "h";
                break;
            case "m":
                break;
            default:
                throw new NotSupportedException($"ESC [ {number} {letter}");
        }
    }

    private void Put(char letter)
    {
        if (letter == '\r')
        {
            _column = 0;
            return;
        }

        if (letter == '\n' || _column == Width)
        {
            _row++;
            _column = 0;
            if (_row == _lines.Count) _lines.Add(new StringBuilder());
            if (letter == '\n') return;
        }

        StringBuilder line = _lines[_row];
        if (line.Length <= _column) line.Append(' ', _column + 1 - line.Length);
        line[_column++] = letter;
    }

    [GeneratedRegex(@"^\e\[\??(?<number>[0-9;]*)(?<letter>[A-Za-z])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Control();

    private sealed class Recorder : StringWriter
    {
        private readonly FakeTerminal _terminal;

        public Recorder(FakeTerminal terminal)
        {
            _terminal = terminal;
            NewLine = "\n";
        }

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Write($"{value}");

        public override void Write(string? value)
        {
            base.Write(value);
            _terminal.Receive(value ?? "");
        }

        public override void WriteLine(string? value) => Write($"{value}\n");
    }

    private sealed class TerminalOutput(FakeTerminal terminal, TextWriter writer) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => true;

        public int Width => terminal.Width;

        public int Height => terminal.Height;

        public void SetEncoding(Encoding encoding)
        {
        }
    }
}
