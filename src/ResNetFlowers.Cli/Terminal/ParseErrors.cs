using System.CommandLine;
using System.CommandLine.Parsing;

namespace ResNetFlowers.Cli.Terminal;

/// <summary>Says in a user's words what the parser says in a programmer's.</summary>
internal static class ParseErrors
{
    /// <summary>The first error of a command line that has some, and the mend.</summary>
    public static string Describe(ParseResult parsed, RootCommand root)
    {
        Command verb = parsed.CommandResult.Command;
        return verb == root
            ? DescribeVerb(parsed, root)
            : $"{Describe(parsed.Errors[0])}; 'flowers {PathTo(parsed.CommandResult)} --help' tells what there is";
    }

    /// <summary>A verb and the sub-verb below it, as a person types them.</summary>
    private static string PathTo(CommandResult result) =>
        result.Parent is CommandResult { Command: not RootCommand } parent ? $"{PathTo(parent)} {result.Command.Name}" : result.Command.Name;

    private static string DescribeVerb(ParseResult parsed, RootCommand root)
    {
        string what = parsed.Tokens.Count == 0 ? "no verb is given" : $"'{parsed.Tokens[0].Value}' is no verb";
        return $"{what}; choose one of {string.Join(", ", root.Subcommands.Select(each => each.Name))}; 'flowers --help' tells what they do";
    }

    private static string Describe(ParseError error)
    {
        string message = error.Message.ReplaceLineEndings(" ").TrimEnd('.');
        return error.SymbolResult is OptionResult { Tokens: [Token token] } result && message.StartsWith("Cannot parse", StringComparison.Ordinal)
            ? $"{result.Option.Name} {token.Value}: give {Wanted(result.Option.ValueType)}"
            : message;
    }

    private static string Wanted(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum) return string.Join(" or ", Enum.GetNames(type).Select(name => name.ToLowerInvariant()));
        return type == typeof(double) ? "a number" : "a whole number";
    }
}
