using System.CommandLine;

namespace ResNetFlowers.Cli.Terminal;

/// <summary>How much is said.</summary>
internal enum Verbosity
{
    /// <summary>Results and errors.</summary>
    Quiet,

    /// <summary>Also progress and warnings.</summary>
    Normal,

    /// <summary>Also how long each part took, and every warning in full.</summary>
    Verbose,
}

/// <summary>The options <c>--quiet</c> and <c>--verbose</c>, which every verb has.</summary>
internal static class VerbosityOptions
{
    private const string Quiet = "--quiet";
    private const string Verbose = "--verbose";

    /// <summary>Both, for the root of a command line.</summary>
    public static IReadOnlyList<Option> Create() =>
    [
        new Option<bool>(Quiet) { Description = "Print results and errors only", Recursive = true },
        new Option<bool>(Verbose) { Description = "Print more: how long each part took, every warning in full", Recursive = true },
    ];

    /// <summary>What a command line asks for.</summary>
    /// <exception cref="InputException">It asks for both.</exception>
    public static Verbosity Read(ParseResult parsed) => (parsed.GetValue<bool>(Quiet), parsed.GetValue<bool>(Verbose)) switch
    {
        (true, true) => throw new InputException($"{Quiet} {Verbose}: contradict each other; give one of the two"),
        (true, false) => Verbosity.Quiet,
        (false, true) => Verbosity.Verbose,
        (false, false) => Verbosity.Normal,
    };
}
