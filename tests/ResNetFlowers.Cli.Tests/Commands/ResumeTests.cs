using System.Diagnostics;

namespace ResNetFlowers.Cli.Tests.Commands;

/// <summary>Runs that end before their time, and what <c>train --resume</c> makes of them.</summary>
[Collection(TrainedRunCollection.Name)]
public sealed class ResumeTests(TrainedRun run) : IDisposable
{
    private const int Killed = 137;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Small checkpoints, and many of them: most of the time something is being written.
    private string[] Train(string output) =>
    [
        "train", "--data", run.Data, "--arch", "resnet18", "--epochs", "3", "--batch-size", "4", "--image-size", "32", "--device", "cpu", "--optimizer", "sgd",
        "--schedule", "cosine", "--lr", "0.01", "--save-every", "1", "--seed", "5", "--out", output,
    ];

    [Fact]
    public void AKilledRunGoesOnToTheSameBytes()
    {
        if (OperatingSystem.IsWindows()) return; // There is no kill -9 there.
        Cli.RunIn(_folder.Path, Train("uninterrupted")).Succeeded();
        var random = new RandomSource(11);
        int killed = 0;
        for (int trial = 0; trial < 10; trial++)
        {
            string output = $"killed-{trial}";
            int exitCode = Kill(output, TimeSpan.FromMilliseconds(random.Below(900)));
            // Once in a while the run is faster than its end.
            if (exitCode == Killed)
            {
                killed++;
                Cli.RunIn(_folder.Path, "train", "--resume", output).Succeeded();
            }

            foreach (string file in new[] { "last.pth", "best.pth" })
                Assert.True(Bytes("uninterrupted", file).AsSpan().SequenceEqual(Bytes(output, file)), $"{output}: {file} differs");
            Assert.DoesNotContain(Directory.GetFiles(_folder.File(output)), file => file.EndsWith(".tmp", StringComparison.Ordinal));
        }

        Assert.True(killed > 0, "no run was killed before its end");
    }

    [Fact]
    public void ARunThatIsTrainingIsRefused()
    {
        string[] endless = [.. Train("run").Select(option => option == "3" ? "1000000" : option)];
        using Process training = Cli.Start(_folder.Path, endless);
        try
        {
            WaitForCheckpoint("run");
            Cli.RunIn(_folder.Path, "train", "--resume", "run").Refused("--resume run: is in use by another process; wait until that has ended");
        }
        finally
        {
            training.Kill();
            training.WaitForExit();
        }
    }

    [Fact]
    public void AFinishedRunSaysHowToGoOn()
    {
        Cli.Run("train", "--resume", run.Folder).Refused($"--resume {run.Folder}: has done all of its 1 epochs; give --epochs with a higher number to go on");
        Cli.Run("train", "--resume", run.Folder, "--lr", "1").Refused("--lr 1: ");
        Cli.Run("train", "--resume", run.Folder, "--config", "file").Refused("--config file: does not go with --resume");
        Cli.Run("train", "--resume", run.In("photos")).Refused($"--resume {run.In("photos")}: holds no last.pth; name the folder of a run");
    }

    [Fact]
    public void OtherPhotosAreRefused()
    {
        CommandResult result = Cli.Run("train", "--resume", run.Folder, "--epochs", "2", "--data", TinyPhotos.Split(_folder.File("data"), classes: 3, train: 5, val: 2));
        result.Refused($"--resume {run.Folder}: {_folder.File("data")} holds other photos than those it was begun with");
    }

    private int Kill(string output, TimeSpan after)
    {
        using Process training = Cli.Start(_folder.Path, Train(output));
        Task<string> said = training.StandardOutput.ReadToEndAsync();
        WaitForCheckpoint(output);
        Thread.Sleep(after);
        training.Kill();
        training.WaitForExit();
        Assert.NotNull(said.Result);
        return training.ExitCode;
    }

    private void WaitForCheckpoint(string output)
    {
        long start = Stopwatch.GetTimestamp();
        while (!File.Exists(_folder.File($"{output}/last.pth")))
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(2), "no checkpoint comes");
            Thread.Sleep(5);
        }
    }

    private byte[] Bytes(string output, string file) => File.ReadAllBytes(_folder.File($"{output}/{file}"));
}
