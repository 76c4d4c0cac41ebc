using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace ResNetFlowers.Cli.Terminal;

/// <summary>Says in a user's words what the parser says in a programmer's.</summary>
internal static partial class ParseErrors
{
    public static string Describe(ParseError error)
    {
        string message = error.Message.ReplaceLineEndings(" ").TrimEnd('.');
        Match conversion = Conversion().Match(message);
        if (!conversion.Success) return message;
        string wanted = conversion.Groups["type"].Value switch
        {
            "Int32" or "Int64" => "a whole number",
            "Double" => "a number",
            _ => "one of its values",
        };
        return $"{conversion.Groups["option"].Value} {conversion.Groups["text"].Value}: give {wanted}";
    }

    // Cannot parse argument 'many' for option '--epochs' as expected type 'System.Int32'
    [GeneratedRegex("^Cannot parse argument '(?<text>.*)' for (option|command|argument) '(?<option>.*)' as expected type '.*?(?<type>Int32|Int64|Double|[A-Za-z]+)[\\]>]*'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Conversion();
}
