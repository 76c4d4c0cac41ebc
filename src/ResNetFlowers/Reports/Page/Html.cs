using System.Globalization;
using System.Net;

namespace ResNetFlowers.Reports.Page;

/// <summary>Pieces of HTML.</summary>
internal static class Html
{
    /// <summary>Text as HTML shows it.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A share as people read it.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:f1}\u00a0%");

    /// <summary>A number with so many decimals.</summary>
    public static string Number(double value, int decimals) => value.ToString($"f{decimals.ToString(CultureInfo.InvariantCulture)}", CultureInfo.InvariantCulture);

    /// <summary>A picture within the page.</summary>
    public static string Picture(byte[] jpeg, string description, int side, string style = "") =>
        $"""<img src="data:image/jpeg;base64,{Convert.ToBase64String(jpeg)}" alt="{Text(description)}" width="{side}" height="{side}"{(style.Length > 0 ? $" class=\"{style}\"" : "")} loading="lazy" decoding="async">""";

    /// <summary>A part of the page under a heading.</summary>
    public static string Section(string id, string heading, string content) => $"""
        <section id="{id}" aria-labelledby="{id}-heading">
        <h2 id="{id}-heading">{Text(heading)}</h2>
        {content}
        </section>

        """;

    /// <summary>A table of names and values.</summary>
    public static string Pairs(IEnumerable<(string Name, string Value)> pairs) =>
        $"""<table class="pairs"><tbody>{string.Concat(pairs.Select(pair => $"<tr><th scope=\"row\">{Text(pair.Name)}</th><td>{Text(pair.Value)}</td></tr>\n"))}</tbody></table>""";
}
