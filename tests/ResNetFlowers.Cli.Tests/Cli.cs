using System.Diagnostics;
using System.Text.Json;

namespace ResNetFlowers.Cli.Tests;

/// <summary>What a command said.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>stdout as one JSON value; fails where anything else stands beside it.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>stdout as one JSON value a line.</summary>
    public IReadOnlyList<JsonElement> JsonLines =>
        [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    public CommandResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}: {Error}");
        return this;
    }

    /// <summary>Exit code 2, nothing on stdout, one line on stderr that begins so.</summary>
    public CommandResult Refused(string message)
    {
        Assert.StartsWith($"error: {message}", Error, StringComparison.Ordinal);
        Assert.Equal(Error.Length - 1, Error.IndexOf('\n', StringComparison.Ordinal));
        Assert.Equal("", Output);
        Assert.Equal(2, ExitCode);
        return this;
    }
}

/// <summary>Runs the command line.</summary>
internal static class Cli
{
    /// <summary>In this process.</summary>
    public static CommandResult Run(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        int exitCode = FlowersCommandLine.Run(args, output, error);
        return new CommandResult(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>As a process of its own, for what depends on the folder it is called in.</summary>
    public static CommandResult RunIn(string folder, params string[] args)
    {
        using Process process = Start(folder, args);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CommandResult(process.ExitCode, output.ReplaceLineEndings("\n"), error.Result.ReplaceLineEndings("\n"));
    }

    public static Process Start(string folder, params string[] args) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "flowers.dll"), .. args])
        {
            WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
}
