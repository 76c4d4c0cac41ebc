using ResNetFlowers.Models;

namespace ResNetFlowers.Tests.Models;

public class FrozenPartTests
{
    [Theory]
    [InlineData("none")]
    [InlineData("0")]
    [InlineData("3")]
    [InlineData("4")]
    [InlineData("backbone")]
    public void TextAndBack(string text) => Assert.Equal(text, FrozenPart.Parse(text).ToString());

    [Fact]
    public void TextMeansWhatItSays()
    {
        Assert.Equal(FrozenPart.None, FrozenPart.Parse("none"));
        Assert.Equal(FrozenPart.Stages(2), FrozenPart.Parse("2"));
        Assert.Equal(FrozenPart.Backbone, FrozenPart.Parse("backbone"));
        Assert.NotEqual(FrozenPart.Backbone, FrozenPart.Stages(4));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("-1")]
    [InlineData("1.0")]
    [InlineData("")]
    [InlineData("Backbone")]
    [InlineData("99999999999")]
    public void AnythingElseIsRefused(string text) => Assert.StartsWith(
        $"--freeze {text}: give none, 0 to 4 ", Assert.Throws<InputException>(() => FrozenPart.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    public void ThereAreFourStages(int count) => Assert.Throws<ArgumentOutOfRangeException>(() => FrozenPart.Stages(count));
}
