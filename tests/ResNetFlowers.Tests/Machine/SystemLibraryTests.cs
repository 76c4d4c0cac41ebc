using ResNetFlowers.Machine;

namespace ResNetFlowers.Tests.Machine;

public class SystemLibraryTests
{
    private static readonly SystemLibrary Fantasy = new("libfantasy.so.7", "nothing rhymes", "poetry (Debian)");

    [Fact]
    public void OneThatIsNotThereIsNamedWithWhatItIsFor()
    {
        Assert.False(Fantasy.IsThere);
        Assert.Equal("libfantasy.so.7 is not installed, so nothing rhymes; it comes with poetry (Debian)", Fantasy.Missing);
    }

    [Fact]
    public void AnotherVersionWillDo()
    {
        if (!OperatingSystem.IsLinux()) return; // The C library's name.
        Assert.True((Fantasy with { Alternatives = ["libmore.so.8", "libc.so.6"] }).IsThere);
    }
}
