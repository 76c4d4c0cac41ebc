namespace ResNetFlowers.Tests;

public class OneLineTests
{
    [Theory]
    [InlineData("tulip", int.MaxValue, "tulip")]
    [InlineData("a\u001b[2J\nb", int.MaxValue, "a?[2J?b")]
    [InlineData("tulip", 5, "tulip")]
    [InlineData("tulip", 3, "tul…")]
    [InlineData("", 3, "")]
    public void ControlCharactersAndLengthAreTamed(string text, int most, string expected) => Assert.Equal(expected, OneLine.Of(text, most));
}
