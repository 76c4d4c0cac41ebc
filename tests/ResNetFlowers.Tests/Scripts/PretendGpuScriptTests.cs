using System.Diagnostics;

namespace ResNetFlowers.Tests.Scripts;

/// <summary>scripts/pretend-gpu.sh where something is missing, or with libraries that are none.</summary>
public sealed class PretendGpuScriptTests : IDisposable
{
    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("run true")]
    [InlineData("check")]
    public void SaysThatItMustBeBuiltFirst(string arguments)
    {
        if (!OperatingSystem.IsLinux()) return; // It makes libraries for Linux.
        Assert.Equal((2, "", $"pretend-gpu: {_temp.Path} holds no libraries: run 'scripts/pretend-gpu.sh build' first\n"), Run(arguments));
    }

    [Fact]
    public void SaysWhichLibtorchItNeeds()
    {
        if (!OperatingSystem.IsLinux()) return;
        string libtorch = _temp.File("libtorch");
        (int exitCode, _, string error) = Run("build", ("LIBTORCH", libtorch), ("CXX", "/bin/true"));
        Assert.Equal(2, exitCode);
        Assert.Equal($"pretend-gpu: {libtorch}/lib has no libtorch_cuda.so: install libtorch-cuda-dev (Debian's contrib), or name a libtorch with CUDA in LIBTORCH\n", error);
    }

    [Theory]
    [InlineData("run", "pretend-gpu: run: give the command to run\n")]
    [InlineData("check --fast", "pretend-gpu: check: --fast: there is no such option; usage: scripts/pretend-gpu.sh check [--program FLOWERS]\n")]
    [InlineData("check --program", "pretend-gpu: --program : give the program flowers, which can be run\n")]
    [InlineData("check --program /etc", "pretend-gpu: --program /etc: give the program flowers, which can be run\n")]
    public void AMistakeIsNamedInOneLine(string arguments, string message)
    {
        if (!OperatingSystem.IsLinux()) return;
        File.WriteAllBytes(_temp.File("libcudart.so.12"), []);
        Assert.Equal((2, "", message), Run(arguments));
    }

    [Theory]
    [InlineData("")]
    [InlineData("petals")]
    public void ListsItsPartsWhereThereIsNoSuchPart(string part)
    {
        if (!OperatingSystem.IsLinux()) return;
        (int exitCode, _, string error) = Run(part);
        Assert.Equal(2, exitCode);
        foreach (string known in new[] { "build", "run", "check" }) Assert.Contains($"\n  pretend-gpu.sh {known} ", error, StringComparison.Ordinal);
        Assert.EndsWith("docs/pretended-gpu.md tells more.\n", error, StringComparison.Ordinal);
    }

    [Fact]
    public void TheCommandRunsWithTheLibrariesAheadOfAllOthers()
    {
        if (!OperatingSystem.IsLinux()) return;
        File.WriteAllBytes(_temp.File("libcuda.so.1"), []);
        File.WriteAllBytes(_temp.File("libcudart.so.12"), []);
        (int exitCode, string output, _) = Run("run env", ("LD_PRELOAD", ""));
        Assert.Equal(0, exitCode);
        Assert.Contains($"LD_PRELOAD={_temp.Path}/libcuda.so.1:{_temp.Path}/libcudart.so.12:\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesAFolderThatTheLoaderCannotBeTold()
    {
        if (!OperatingSystem.IsLinux()) return;
        _temp.Files("a folder/libcudart.so.12");
        (int exitCode, _, string error) = Run("run true", ("PRETENDED_GPU", _temp.File("a folder")));
        Assert.Equal(2, exitCode);
        Assert.EndsWith("/a folder: the loader takes no path with a blank or a colon; name a folder without\n", error, StringComparison.Ordinal);
    }

    private (int ExitCode, string Output, string Error) Run(string arguments, params (string Name, string Value)[] environment)
    {
        string[] words = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var start = new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "scripts/pretend-gpu.sh"), .. words])
        {
            UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true,
        };
        start.Environment["PRETENDED_GPU"] = _temp.Path;
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        using Process script = Process.Start(start)!;
        Task<string> error = script.StandardError.ReadToEndAsync();
        string output = script.StandardOutput.ReadToEnd();
        script.WaitForExit();
        return (script.ExitCode, output, error.Result);
    }
}
