using Spectre.Console;

namespace ResNetFlowers.Cli.Terminal;

/// <summary>A bar of one line with words on both sides of it.</summary>
internal static class Bar
{
    private const int LeastCells = 4;
    private const int MostCells = 40;

    /// <summary>The line as markup; the bar takes what the words leave, and is left out where they leave too little.</summary>
    /// <param name="left">Before it, plain text.</param>
    /// <param name="share">What is full of it, in [0, 1].</param>
    /// <param name="right">Behind it, plain text.</param>
    /// <param name="width">Columns of the line.</param>
    /// <param name="unicode">Whether the terminal shows more than ASCII.</param>
    public static string Line(string left, double share, string right, int width, bool unicode)
    {
        int cells = Math.Min(MostCells, width - left.Length - right.Length - 4);
        if (cells < LeastCells) return $"{Markup.Escape(left)}  {Markup.Escape(right)}";
        int full = (int)Math.Round(Math.Clamp(share, 0, 1) * cells);
        (char done, char open) = unicode ? ('━', '─') : ('=', '-');
        return $"{Markup.Escape(left)}  [green]{new string(done, full)}[/][grey]{new string(open, cells - full)}[/]  {Markup.Escape(right)}";
    }
}
