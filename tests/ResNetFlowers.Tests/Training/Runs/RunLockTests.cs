using ResNetFlowers.Training.Runs;

namespace ResNetFlowers.Tests.Training.Runs;

/// <summary>The file that keeps a run's folder for one process.</summary>
public sealed class RunLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void OnlyOneHasItAndNothingIsLeft()
    {
        using (RunLock? held = RunLock.TryTake(_folder.Path))
        {
            Assert.NotNull(held);
            Assert.True(RunLock.IsHeld(_folder.Path));
            Assert.Null(RunLock.TryTake(_folder.Path));
            Assert.True(RunLock.IsHeld(_folder.Path), "whoever came too late let go of the other's lock");
        }

        Assert.False(RunLock.IsHeld(_folder.Path));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
        using RunLock? again = RunLock.TryTake(_folder.Path);
        Assert.NotNull(again);
    }

    [Fact]
    public void TheFileOfAKilledRunHoldsNobody()
    {
        File.WriteAllText(_folder.File(RunLock.File), "");
        Assert.False(RunLock.IsHeld(_folder.Path));
        using RunLock? held = RunLock.TryTake(_folder.Path);
        Assert.NotNull(held);
    }

    [Fact]
    public void LettingGoNeedsNoFolder()
    {
        string run = Directory.CreateDirectory(_folder.File("run")).FullName;
        RunLock? held = RunLock.TryTake(run);
        Assert.NotNull(held);
        if (!OperatingSystem.IsWindows()) Directory.Delete(run, recursive: true);
        held.Dispose();
        Assert.False(RunLock.IsHeld(run));
    }
}
