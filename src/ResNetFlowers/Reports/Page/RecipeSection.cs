using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;

namespace ResNetFlowers.Reports.Page;

/// <summary>How the run was made: command, options, environment.</summary>
internal static class RecipeSection
{
    public static string Write(ReportData data) => data.Options is null && data.Environment is null
        ? ""
        : Html.Section("recipe", "How it was made", Command(data.Environment) + Options(data.Options) + Environment(data.Environment));

    private static string Command(RunEnvironment? environment) => environment is null ? "" : $"<pre>{Html.Text(environment.Command)}</pre>";

    private static string Options(TrainOptions? options)
    {
        if (options is null) return "";
        var defaults = new TrainOptions();
        IEnumerable<(string, string)> changed = OptionTable.All
            .Where(option => option.Text(options) != option.Text(defaults)).Select(option => (option.Name, option.Text(options) ?? "none"));
        return $"""
            <h3>What differs from the defaults</h3>
            {Html.Pairs(changed)}
            <details><summary>All options</summary><pre>{Html.Text(OptionsFile.Write(options))}</pre></details>
            """;
    }

    private static string Environment(RunEnvironment? environment) => environment is null ? "" : $"""
        <h3>Environment</h3>
        {Html.Pairs([
            ("began", environment.Started.ToString("u", System.Globalization.CultureInfo.InvariantCulture)),
            ("in", environment.Folder),
            ("device", $"{environment.Device}, {environment.Threads} threads"),
            ("processor", $"{environment.Cpu}, {environment.Cores} cores"),
            ("system", environment.Os),
            ("versions", $"flowers {environment.Version}, libtorch {environment.Libtorch}, .NET {environment.Dotnet}"),
        ])}
        """;
}
