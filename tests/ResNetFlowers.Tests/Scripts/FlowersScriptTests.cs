using System.Diagnostics;

namespace ResNetFlowers.Tests.Scripts;

/// <summary>scripts/flowers with a stand-in for .NET's SDK: when it builds, and when it does not.</summary>
public sealed class FlowersScriptTests : IDisposable
{
    private const string Dotnet = """
        #!/usr/bin/env bash
        while [[ $1 != --output ]]; do shift; done
        printf '#!/usr/bin/env bash\necho "ran $*"\n' > "$2/flowers"
        chmod +x "$2/flowers"
        """;

    private readonly TemporaryFolder _temp = new();

    public FlowersScriptTests() => _temp.Files(
        "scripts/flowers", "bin/dotnet", "src/ResNetFlowers.Cli/Program.cs", "src/ResNetFlowers/Deep/File.cs", "Directory.Build.props", "global.json");

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void BuildsWhereSourcesHaveChanged()
    {
        if (!OperatingSystem.IsLinux()) return; // It is a script for bash.
        Assert.Equal((true, true), (Builds(), Changes("src/ResNetFlowers/Deep/File.cs")));
        Assert.Equal((false, true, false), (Builds(), Changes("Directory.Build.props"), Builds()));
        _temp.Files("src/ResNetFlowers.Cli/runs/resnet18-1/results.csv");
        Assert.False(Builds());
    }

    [Fact]
    public void SourcesOfATimeToComeAreBuiltOnce()
    {
        if (!OperatingSystem.IsLinux()) return;
        foreach (string path in (string[])["src/ResNetFlowers/Deep/File.cs", "global.json", "src/ResNetFlowers/Deep"])
        {
            if (Directory.Exists(_temp.File(path))) Directory.SetLastWriteTimeUtc(_temp.File(path), new DateTime(2099, 1, 1));
            else File.SetLastWriteTimeUtc(_temp.File(path), new DateTime(2099, 1, 1));
        }

        Assert.Equal((true, false), (Builds(), Builds()));
        Assert.True(Changes("src/ResNetFlowers/Deep/File.cs"));
    }

    private bool Changes(string source)
    {
        File.AppendAllText(_temp.File(source), "!");
        return Builds();
    }

    /// <summary>Runs the script, and whether it said that it builds.</summary>
    private bool Builds()
    {
        File.Copy(Path.Combine(Repository.Root, "scripts/flowers"), _temp.File("scripts/flowers"), overwrite: true);
        File.WriteAllText(_temp.File("bin/dotnet"), Dotnet);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_temp.File("bin/dotnet"), UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        var start = new ProcessStartInfo("bash", [_temp.File("scripts/flowers"), "runs", "a b"])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{_temp.File("bin")}:{start.Environment["PATH"]}";
        using Process process = Process.Start(start)!;
        Assert.Equal("ran runs a b\n", process.StandardOutput.ReadToEnd());
        string said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        Assert.Contains(said, (string[])["", "flowers: building ...\n"]);
        return said.Length > 0;
    }
}
