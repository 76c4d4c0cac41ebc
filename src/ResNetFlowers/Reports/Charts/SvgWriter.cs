using System.Globalization;
using System.Net;
using System.Text;

namespace ResNetFlowers.Reports.Charts;

/// <summary>Writes a picture in SVG, shape by shape; how shapes look is said by their classes, in <c>Assets/chart.css</c>.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _shapes = new();
    private readonly double _width;
    private readonly double _height;
    private readonly string _description;

    /// <param name="width">Of the picture, in pixels at its natural size.</param>
    /// <param name="height">Of the picture.</param>
    /// <param name="description">What it shows, for those who do not see it.</param>
    public SvgWriter(double width, double height, string description)
    {
        _width = width;
        _height = height;
        _description = description;
        Rectangle(0, 0, width, height, "ground");
    }

    public void Line(double x1, double y1, double x2, double y2, string style) =>
        Add($"""<line x1="{x1:0.##}" y1="{y1:0.##}" x2="{x2:0.##}" y2="{y2:0.##}" class="{style}"/>""");

    public void Polyline(IEnumerable<(double X, double Y)> points, string style) => Add(
        $"""<polyline points="{string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.##},{point.Y:0.##}")))}" class="{style}"/>""");

    /// <param name="x">Its left side.</param>
    /// <param name="y">Its upper side.</param>
    /// <param name="width">Its width.</param>
    /// <param name="height">Its height.</param>
    /// <param name="style">Its classes.</param>
    /// <param name="opacity">In [0, 1].</param>
    /// <param name="tip">Shown where a pointer rests on it; null for nothing.</param>
    public void Rectangle(double x, double y, double width, double height, string style, double opacity = 1, string? tip = null) => Add(
        $"""<rect x="{x:0.##}" y="{y:0.##}" width="{width:0.##}" height="{height:0.##}" class="{style}"{(opacity < 1 ? string.Create(CultureInfo.InvariantCulture, $" fill-opacity=\"{opacity:0.###}\"") : "")}{Closed("rect", tip)}""");

    /// <param name="x">Of its centre.</param>
    /// <param name="y">Of its centre.</param>
    /// <param name="radius">Its radius.</param>
    /// <param name="style">Its classes.</param>
    /// <param name="tip">Shown where a pointer rests on it.</param>
    public void Circle(double x, double y, double radius, string style, string tip) =>
        Add($"""<circle cx="{x:0.##}" cy="{y:0.##}" r="{radius:0.##}" class="{style}"{Closed("circle", tip)}""");

    /// <param name="x">Where it begins, or as the classes <c>middle</c> and <c>end</c> say.</param>
    /// <param name="y">Of its base line.</param>
    /// <param name="text">The text.</param>
    /// <param name="style">Its classes.</param>
    /// <param name="upwards">Whether it is turned to read from below.</param>
    public void Text(double x, double y, string text, string style = "", bool upwards = false)
    {
        string turn = upwards ? string.Create(CultureInfo.InvariantCulture, $" transform=\"rotate(-90 {x:0.##} {y:0.##})\"") : "";
        Add($"""<text x="{x:0.##}" y="{y:0.##}" class="{style}"{turn}>{WebUtility.HtmlEncode(text)}</text>""");
    }

    /// <summary>The picture for a page that holds the styles.</summary>
    public string Inline() => string.Create(
        CultureInfo.InvariantCulture,
        $"""<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {_width:0.##} {_height:0.##}" width="{_width:0.##}" height="{_height:0.##}" role="img" aria-label="{WebUtility.HtmlEncode(_description)}">{_shapes}</svg>""");

    /// <summary>The picture as a file of its own.</summary>
    public string Document()
    {
        string inline = Inline();
        return inline.Insert(inline.IndexOf('\n', StringComparison.Ordinal), $"\n<style>\n{Asset.Read("chart.css")}</style>") + "\n";
    }

    private static string Closed(string element, string? tip) => tip is null ? "/>" : $"><title>{WebUtility.HtmlEncode(tip)}</title></{element}>";

    private void Add(FormattableString shape) => _shapes.Append('\n').Append(shape.ToString(CultureInfo.InvariantCulture));
}
