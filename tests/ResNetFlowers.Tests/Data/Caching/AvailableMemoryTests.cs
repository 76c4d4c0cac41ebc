using ResNetFlowers.Data.Caching;

namespace ResNetFlowers.Tests.Data.Caching;

public class AvailableMemoryTests
{
    [Theory]
    [InlineData("MemTotal:       24684068 kB\nMemFree:        19935264 kB\nMemAvailable:   23236044 kB\n", 23236044L * 1024)]
    [InlineData("MemAvailable: 0 kB", 0L)]
    [InlineData("MemTotal: 5 kB\n", null)]
    [InlineData("MemAvailable: much\n", null)]
    [InlineData("", null)]
    public void LinuxSaysIt(string text, long? bytes) => Assert.Equal(bytes, AvailableMemory.Parse(text));

    [Fact]
    public void ThereIsSomeAndNotMoreThanTheMachineHas() =>
        Assert.InRange(AvailableMemory.Find(), 1, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
}
