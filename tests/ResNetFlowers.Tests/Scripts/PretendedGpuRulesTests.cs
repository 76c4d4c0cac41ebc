using System.ComponentModel;
using System.Diagnostics;

namespace ResNetFlowers.Tests.Scripts;

/// <summary>tests/pretended-gpu/runtime, compiled together with calls that keep and break CUDA's rules: no libtorch and no CUDA are needed.</summary>
public sealed class PretendedGpuRulesTests(PretendedGpuRulesTests.Compiled rules) : IClassFixture<PretendedGpuRulesTests.Compiled>, IDisposable
{
    private const string Sources = "tests/pretended-gpu";

    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("allocate while capturing", "UNSAFE cudaMalloc during capture 1")]
    [InlineData("allocate elsewhere", "UNSAFE cudaMalloc during capture 1")]
    [InlineData("wait for what captures", "UNSAFE cudaStreamSynchronize of its stream during capture 1")]
    [InlineData("wait for the device", "UNSAFE cudaDeviceSynchronize during capture 1")]
    [InlineData("capture pageable memory", "UNSAFE copy of pageable memory during capture 1")]
    [InlineData("wait for work outside", "UNSAFE cudaStreamWaitEvent for work outside during capture 1")]
    [InlineData("use the legacy stream", "UNSAFE use of the legacy stream during capture 2")]
    [InlineData("write too early", "RACE the source of 64 bytes at ADDRESS was written to before it was copied")]
    [InlineData("free what a graph copies", "FREED memory of a copy of 64 bytes was freed before it was copied")]
    [InlineData("launch too many threads", "MISFIT kernel unknown grid 1 1 1 block 1024 2 1")]
    public void WhatBreaksARuleIsLogged(string name, string line)
    {
        if (!rules.IsThere) return;
        Assert.Equal([line], Broken(name));
    }

    [Theory]
    [InlineData("allocate while capturing, relaxed")]
    [InlineData("allocate elsewhere, thread's own")]
    [InlineData("take another stream along")]
    [InlineData("replay copies")]
    [InlineData("write afterwards")]
    [InlineData("read too early")]
    [InlineData("wait for another stream")]
    [InlineData("ask again and again")]
    [InlineData("allocate too much")]
    public void WhatIsAllowedIsNot(string name)
    {
        if (!rules.IsThere) return;
        Assert.Empty(Broken(name));
    }

    private IEnumerable<string> Broken(string name)
    {
        string log = _temp.File("log");
        File.WriteAllText(log, ""); // Not every case has anything to say.
        Assert.Equal((0, ""), Run(rules.Program, [name], log));
        // Before the first blank stand the seconds, before the second the thread.
        return File.ReadLines(log).Select(line => line.Split(' ', 3)[2])
            .Where(line => line.StartsWith("UNSAFE", StringComparison.Ordinal) || line.StartsWith("RACE", StringComparison.Ordinal)
                || line.StartsWith("FREED", StringComparison.Ordinal) || line.StartsWith("MISFIT", StringComparison.Ordinal))
            .Select(line => string.Join(' ', line.Split(' ').Select(word => word.StartsWith("0x", StringComparison.Ordinal) ? "ADDRESS" : word)));
    }

    private static (int ExitCode, string Error) Run(string program, IEnumerable<string> arguments, string log)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true };
        start.Environment["PRETENDED_GPU_LOG"] = log;
        start.Environment["PRETENDED_GPU_LAZY"] = "1";
        start.Environment["PRETENDED_GPU_LAG"] = "2";
        start.Environment["PRETENDED_GPU_MEMORY_MIB"] = "1";
        start.Environment["PRETENDED_GPU_READS"] = "memory";
        using Process process = Process.Start(start)!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }

    /// <summary>The program with the cases; not there where there is no compiler.</summary>
    public sealed class Compiled : IDisposable
    {
        private readonly TemporaryFolder _temp = new();

        public Compiled()
        {
            if (!OperatingSystem.IsLinux()) return;
            string[] files = [.. new[] { "common", "runtime", "rules" }.SelectMany(part => Directory.GetFiles(Path.Combine(Repository.Root, Sources, part), "*.cpp"))];
            try
            {
                Assert.Equal((0, ""), Run("g++", ["-std=c++17", .. files, "-pthread", "-o", Program], "/dev/null"));
                IsThere = true;
            }
            catch (Win32Exception)
            {
                // Those who take libtorch from NuGet need no compiler.
            }
        }

        public string Program => _temp.File("rules");

        public bool IsThere { get; }

        public void Dispose() => _temp.Dispose();
    }
}
