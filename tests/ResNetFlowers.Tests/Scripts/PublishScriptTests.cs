using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;

namespace ResNetFlowers.Tests.Scripts;

/// <summary>scripts/publish.sh with a stand-in for .NET's SDK, so that nothing is built: what goes into the archive, and what does not.</summary>
public sealed class PublishScriptTests : IDisposable
{
    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void TheArchiveHoldsTheProgramAndWhatBuildsTheRestWhereItLands()
    {
        if (!OperatingSystem.IsLinux()) return; // It makes an archive for Linux, with its tools.
        string said = Run(0, "--out", _temp.File("out"));

        string archive = _temp.File($"out/{Assert.Single(_temp.List("out"))}");
        Assert.Contains($"{archive}, 0 MB\n", said, StringComparison.Ordinal);
        Dictionary<string, TarEntry> entries = Read(archive);
        string[] sources = [.. Directory.GetFiles(Path.Combine(Repository.Root, "src/TorchSharp.SystemLibTorch/native")).Select(file => $"native/{Path.GetFileName(file)}")];
        Assert.Contains("native/build.sh", sources);
        string[] expected = ["LICENSE", "README.txt", "build-native.sh", "flowers", "program/flowers", "program/flowers.dll", "program/libcoreclr.so", .. sources];
        Assert.Equal(expected.Order(StringComparer.Ordinal), entries.Keys.Where(name => !IsTurboJpegs(name)).Order(StringComparer.Ordinal));
        Assert.Equal(entries.ContainsKey("program/libturbojpeg.so.0"), entries.ContainsKey("licenses/libjpeg-turbo.txt"));
        Assert.Equal("program/flowers", entries["flowers"].LinkName);
        Assert.All(["build-native.sh", "program/flowers"], name => Assert.True(entries[name].Mode.HasFlag(UnixFileMode.UserExecute), name));
    }

    [Fact]
    public void NothingIsCompiledForTheMachineItIsMadeOn()
    {
        if (!OperatingSystem.IsLinux()) return;
        Run(0, "--out", _temp.File("out"));

        string call = Assert.Single(File.ReadAllLines(_temp.File("calls")));
        Assert.All(["--self-contained true", "--runtime linux-x64", "-p:BuildNative=false", "-p:TorchProvider=system"], word => Assert.Contains(word, call, StringComparison.Ordinal));
    }

    [Fact]
    public void ABuildThatFailsSaysWhyAndLeavesNoArchive()
    {
        if (!OperatingSystem.IsLinux()) return;
        Assert.EndsWith("the compiler's words\npublish: the build failed\n", RunNoting(1, calls: "", "--out", _temp.File("out")), StringComparison.Ordinal);
        Assert.Empty(_temp.List("out"));
    }

    [Theory]
    [InlineData("publish: --fast: there is no such option; usage: scripts/publish.sh [--out DIR]\n", "--fast")]
    [InlineData("publish: --out: give the folder for the archive\n", "--out")]
    [InlineData("publish: --out /dev/null/in: is no folder and cannot be made one\n", "--out", "/dev/null/in")]
    public void AMistakeIsNamedInOneLine(string message, params string[] arguments)
    {
        if (!OperatingSystem.IsLinux()) return;
        Assert.Equal(message, Run(2, arguments));
    }

    private static bool IsTurboJpegs(string name) => name is "program/libturbojpeg.so.0" or "licenses/libjpeg-turbo.txt";

    /// <summary>Files and links by their names below the archive's one folder.</summary>
    private static Dictionary<string, TarEntry> Read(string archive)
    {
        using var unzipped = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
        using var tar = new TarReader(unzipped);
        var entries = new Dictionary<string, TarEntry>(StringComparer.Ordinal);
        while (tar.GetNextEntry(copyData: true) is { } entry)
        {
            if (entry.EntryType != TarEntryType.Directory) entries.Add(entry.Name[(entry.Name.IndexOf('/', StringComparison.Ordinal) + 1)..], entry);
        }

        return entries;
    }

    private string Run(int exitCode, params string[] arguments) => RunNoting(exitCode, _temp.File("calls"), arguments);

    /// <returns>What was said on both streams.</returns>
    private static string RunNoting(int exitCode, string calls, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "scripts/publish.sh"), .. arguments])
        {
            UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true,
        };
        string fake = Path.Combine(Repository.Root, "tests/ResNetFlowers.Tests/Scripts/fake-dotnet");
        start.Environment["PATH"] = $"{fake}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["CALLS"] = calls;
        using Process script = Process.Start(start)!;
        Task<string> error = script.StandardError.ReadToEndAsync();
        string output = script.StandardOutput.ReadToEnd();
        script.WaitForExit();
        Assert.Equal(exitCode, script.ExitCode);
        return error.Result + output;
    }
}
