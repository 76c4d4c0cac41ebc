using ResNetFlowers.Imaging.Codecs;

namespace ResNetFlowers.Tests.Imaging.Codecs;

public class PlatformCodecTests
{
    [Theory]
    [InlineData(TurboJpeg.Library)]
    [InlineData(LibGd.Library)]
    public void A_missing_library_is_named_with_its_mend(string library)
    {
        var notFound = new DllNotFoundException($"Unable to load shared library '{library}' or one of its dependencies.");
        var wrapped = new TypeInitializationException("LibGd", notFound);

        string missing = PlatformCodec.Libraries.Single(one => one.Name == library).Missing;

        Assert.StartsWith($"{library} is not installed, so ", missing, StringComparison.Ordinal);
        Assert.Equal(missing, PlatformCodec.Missing(notFound).Message);
        Assert.Equal(missing, PlatformCodec.Missing(wrapped).Message);
    }
}
