using System.Diagnostics;
using System.Runtime.Versioning;

namespace ResNetFlowers.Tests.Scripts;

/// <summary>scripts/bench.sh, with a Python that says how it was called, or that knows no PyTorch.</summary>
public sealed class BenchScriptTests : IDisposable
{
    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("cpu --arch resnet18 --rounds 2", "compare_speed.py cpu --arch resnet18 --rounds 2")]
    [InlineData("gpu", "compare_speed.py gpu")]
    [InlineData("main --epochs 1", "compare_training.py --epochs 1")]
    [InlineData("eval --checkpoint best.pth", "compare_evaluation.py --checkpoint best.pth")]
    [InlineData("cold img.jpg", "compare_prediction.py img.jpg")]
    [InlineData("data --every 9", "compare_data.py --every 9")]
    public void PassesTheOptionsToItsProgram(string options, string called)
    {
        if (OperatingSystem.IsWindows()) return; // It is a script for bash.
        (int exitCode, string output, _) = Run(Python(hasPyTorch: true), options);
        Assert.Equal(0, exitCode);
        Assert.Equal($"{Repository.Root}/benchmarks/{called}\n", output);
    }

    [Theory]
    [InlineData("cpu")]
    [InlineData("gpu")]
    [InlineData("main")]
    [InlineData("data")]
    public void SaysHowToGetPyTorch(string part)
    {
        if (OperatingSystem.IsWindows()) return;
        string python = Python(hasPyTorch: false);
        (int exitCode, string output, string error) = Run(python, part);
        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.Equal($"bench: {python} has no PyTorch to compare with: apt-get install python3-torch python3-torchvision, or name another with PYTHON\n", error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("petals")]
    public void ListsItsPartsWhereThereIsNoSuchPart(string part)
    {
        if (OperatingSystem.IsWindows()) return;
        (int exitCode, _, string error) = Run(Python(hasPyTorch: true), part);
        Assert.Equal(2, exitCode);
        foreach (string known in new[] { "cpu", "gpu", "main", "eval", "cold", "data", "parts", "scan" })
            Assert.Contains($"\n  bench.sh {known} ", error, StringComparison.Ordinal);
        Assert.EndsWith("a folder of 1,000,000 files\n", error, StringComparison.Ordinal);
    }

    /// <summary>A Python that prints how it was called, and answers what it has without being asked twice.</summary>
    [UnsupportedOSPlatform("windows")]
    private string Python(bool hasPyTorch)
    {
        string path = _temp.File("python");
        File.WriteAllText(path, $"#!/usr/bin/env bash\nif [[ $1 == -c ]]; then exit {(hasPyTorch ? 0 : 1)}; fi\necho \"$*\"\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    private static (int ExitCode, string Output, string Error) Run(string python, string options)
    {
        string[] words = options.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var start = new ProcessStartInfo("bash", [$"{Repository.Root}/scripts/bench.sh", .. words])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["PYTHON"] = python;
        using Process script = Process.Start(start)!;
        string output = script.StandardOutput.ReadToEnd();
        string error = script.StandardError.ReadToEnd();
        script.WaitForExit();
        return (script.ExitCode, output, error);
    }
}
