using ResNetFlowers.Machine;

namespace ResNetFlowers.Tests.Machine;

public class LoaderMessageTests
{
    [Fact]
    public void TheLoadersWordsComeLast()
    {
        var missing = new DllNotFoundException("Unable to load shared library 'a.so' or one of its dependencies. Consider using strace:\na.so: file too short\n");
        Assert.Equal("a.so: file too short", LoaderMessage.Of(missing));
        Assert.Equal("a.so: file too short", LoaderMessage.Of(new TypeInitializationException("Library", missing)));
    }

    [Fact]
    public void AnotherExceptionHasNone()
    {
        Assert.Null(LoaderMessage.Of(new InvalidOperationException("no", new IOException("no"))));
        Assert.Null(LoaderMessage.Of(null));
    }
}
