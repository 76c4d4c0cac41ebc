using System.Text.Json;

namespace ResNetFlowers.Cli.Tests.Commands;

public class DoctorCommandTests
{
    [Fact]
    public void ItNamesWhatTheProgramRunsOn()
    {
        CommandResult result = Cli.Run("doctor").Succeeded();
        Assert.Equal("", result.Error);
        string[] names = [.. result.Output.Split('\n').Where(line => line.Length > 0 && line[0] != ' ').Select(line => line.Split(' ')[0])];
        Assert.Equal(["program", "system", "cpu", "libtorch", "cuda", "driver"], names[..6]);
        Assert.Contains("libraries", names);
        Assert.Contains($"libtorch  {TorchSharp.torch.__version__}, ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AProgramGetsTheSame()
    {
        JsonElement report = Cli.Run("doctor", "--json").Succeeded().Json;
        Assert.Equal(JsonValueKind.Null, report.GetProperty("failure").ValueKind);
        Assert.Equal(TorchSharp.torch.__version__, report.GetProperty("libtorch").GetProperty("version").GetString());
        Assert.All(report.GetProperty("libraries").EnumerateArray(), path => Assert.True(File.Exists(path.GetString())));
    }

    [SystemProviderFact]
    public void MoreIsSaidToThoseWhoAsk() =>
        Assert.Contains("ATen/Parallel:", Cli.Run("doctor", "--verbose").Succeeded().Error, StringComparison.Ordinal);

    /// <summary>In a folder of its own: the program without the library that stands between it and libtorch.</summary>
    [SystemProviderFact]
    public async Task WithoutLibTorchItSaysWhatIsMissing()
    {
        using var temp = new TemporaryFolder();
        foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory).Where(IsPartOfTheProgram)) File.Copy(file, temp.File(Path.GetFileName(file)));

        using System.Diagnostics.Process process = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("dotnet", [temp.File("flowers.dll"), "doctor"]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.StartsWith("error: libtorch cannot be loaded: libflowers_torch.so, which stands between", error, StringComparison.Ordinal);
        Assert.StartsWith("program ", await output, StringComparison.Ordinal);
        Assert.Equal(1, process.ExitCode);
    }

    private static bool IsPartOfTheProgram(string file) => Path.GetExtension(file) is ".dll" or ".json";
}
