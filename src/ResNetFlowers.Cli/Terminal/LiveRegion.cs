using Spectre.Console;
using Spectre.Console.Rendering;

namespace ResNetFlowers.Cli.Terminal;

/// <summary>
/// The last lines of a terminal, drawn over and over in place; the cursor stands on the line below them and is never left hidden, so
/// that whoever kills the program gets a whole terminal back.
/// </summary>
/// <param name="terminal">Where to draw.</param>
/// <param name="content">Lines of Spectre's markup for a number of columns; what is longer is cut off.</param>
internal sealed class LiveRegion(IAnsiConsole terminal, Func<int, IReadOnlyList<string>> content)
{
    // Cells of each line on the screen. A line as wide as the terminal would wrap in some and not in others.
    private IReadOnlyList<int> _drawn = [];

    private int Width => Math.Max(1, terminal.Profile.Width - 1);

    /// <summary>Draws the lines as they are now, over those that were there, in one write.</summary>
    public void Draw()
    {
        IReadOnlyList<IReadOnlyList<Segment>> lines = [.. content(Width).Take(Math.Max(1, terminal.Profile.Height - 1)).Select(Render)];
        Replace(lines);
        _drawn = [.. lines.Select(Segment.CellCount)];
    }

    /// <summary>Removes the lines; what is written next takes their place.</summary>
    public void Erase()
    {
        if (_drawn.Count == 0) return;
        Replace([]);
        _drawn = [];
    }

    private List<Segment> Render(string markup) =>
        Segment.Truncate(((IRenderable)new Markup(markup) { Overflow = Overflow.Crop }).Render(RenderOptions.Create(terminal), int.MaxValue), Width)
            .Where(segment => !segment.IsLineBreak).ToList();

    private void Replace(IReadOnlyList<IReadOnlyList<Segment>> lines)
    {
        // A terminal that has become narrower shows a line on several rows.
        int rows = _drawn.Sum(cells => Math.Max(1, (cells + Width) / (Width + 1)));
        var frame = new List<Segment> { Segment.Control("\e[?25l") };
        if (rows > 0) frame.Add(Segment.Control($"\e[{rows}F"));
        foreach (IReadOnlyList<Segment> line in lines)
        {
            frame.AddRange(line);
            frame.Add(Segment.Control("\e[K"));
            frame.Add(Segment.LineBreak);
        }

        frame.Add(Segment.Control("\e[J\e[?25h"));
        terminal.Write(new Frame(frame));
    }

    private sealed class Frame(IReadOnlyList<Segment> segments) : Renderable
    {
        protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => segments;
    }
}
