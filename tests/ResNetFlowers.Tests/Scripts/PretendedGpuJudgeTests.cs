using System.Diagnostics;

namespace ResNetFlowers.Tests.Scripts;

/// <summary>tests/pretended-gpu/judge.awk, with logs of two epochs of five batches, of which the last is smaller.</summary>
public sealed class PretendedGpuJudgeTests
{
    private const string Forward = "1.0 10 kernel softmax_warp_forward stream 0x1\n";
    private const string Eager = Forward + "1.0 11 kernel softmax_warp_backward stream 0x1\n";
    private const string Replay = "1.0 10 replay of 200 kernels, 3 copies stream 0x1\n";
    private const string Wait = "1.0 10 WAIT cudaStreamSynchronize\n";
    private const string Capture = "1.0 10 capture 1 begins mode 1 stream 0x1\n1.0 11 kernel softmax_warp_backward stream 0x1 captured\n";
    private const string FirstEpoch = Eager + Wait + Eager + Eager + Capture + Replay + Eager + Wait;

    [Theory]
    [InlineData(FirstEpoch + Replay + Replay + Replay + Replay + Eager + Wait, "")]
    [InlineData(FirstEpoch + Replay + Replay + Wait + Replay + Replay + Wait + Eager, "the host waited for the device 2 times within epoch 2\n")]
    [InlineData(FirstEpoch + Replay + Replay + Eager + Replay + Eager, "steps replayed: 4 and not 5\n")]
    [InlineData(FirstEpoch + Replay + Replay + Replay + Replay, "batches trained: 9 and not 10\n")]
    [InlineData(FirstEpoch + Eager + Eager + Eager + Capture + Wait + Replay + Eager, "captures: 2 and not 1\nsteps replayed: 2 and not 5\n")]
    [InlineData(FirstEpoch + Replay + Replay + "1.0 12 WAIT cudaEventSynchronize\n" + Replay + Replay + Eager, "")]
    public void StepsAreReplayedAndNobodyWaits(string log, string problems)
    {
        if (!OperatingSystem.IsLinux()) return; // The script that calls it is for Linux.
        Assert.Equal(problems, Judge(log, "batches=5", "full=4", "epochs=2", "captures=1"));
    }

    [Theory]
    [InlineData(Eager + Eager + Eager + Eager + Eager + Eager + Eager + Eager + Eager + Eager, "")]
    [InlineData(Eager + Eager + Eager + Eager + Eager + Eager + Eager + Eager + Wait + Eager + Eager, "the host waited for the device 1 times within epoch 2\n")]
    public void WithoutAGraphNobodyWaitsEither(string log, string problems)
    {
        if (!OperatingSystem.IsLinux()) return;
        Assert.Equal(problems, Judge(log, "batches=5", "full=4", "epochs=2", "captures=0"));
    }

    [Theory]
    [InlineData("1.0 10 UNSAFE cudaMalloc during capture 1\n1.0 10 UNSAFE cudaFree during capture 1\n", "2 x UNSAFE cudaMalloc during capture 1\n")]
    [InlineData("1.0 10 RACE the source of 64 bytes at 0x1 was written to before it was copied\n", "1 x RACE the source of 64 bytes at 0x1 was written to before it was copied\n")]
    [InlineData(Forward + Wait, "")]
    public void BrokenRulesAreToldWithoutTraining(string log, string problems)
    {
        if (!OperatingSystem.IsLinux()) return;
        Assert.Equal(problems, Judge(log, "batches=0"));
    }

    private static string Judge(string log, params string[] settings)
    {
        string[] words = [.. settings.SelectMany(setting => new[] { "-v", setting }), "-f", Path.Combine(Repository.Root, "tests/pretended-gpu/judge.awk")];
        var start = new ProcessStartInfo("awk", words) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        using Process awk = Process.Start(start)!;
        awk.StandardInput.Write(log);
        awk.StandardInput.Close();
        string output = awk.StandardOutput.ReadToEnd();
        awk.WaitForExit();
        Assert.Equal(0, awk.ExitCode);
        return output;
    }
}
