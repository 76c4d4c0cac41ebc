using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Lettering;

namespace ResNetFlowers.Tests.Imaging.Lettering;

public class BitmapFontTests
{
    [Fact]
    public void ALetterLooksAsItIsDrawn() => Assert.Equal(
        """
        ####.
        #...#
        #...#
        ####.
        #.#..
        #..#.
        #...#
        """.ReplaceLineEndings("\n"), Draw("R"));

    [Fact]
    public void EveryLetterIsAnother()
    {
        string[] letters = [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(letter => $"{(char)letter}")];
        Assert.True(letters.All(BitmapFont.Has));
        Assert.Equal(letters.Length, letters.Select(letter => Draw(letter)).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void WhatIsNoLetterIsAQuestionMark()
    {
        Assert.False(BitmapFont.Has("é"));
        Assert.Equal(Draw("?"), Draw("é"));
    }

    [Fact]
    public void LettersGrowAndStandApart()
    {
        string once = Draw("il");
        string twice = Draw("il", scale: 2);
        Assert.Equal(string.Join('\n', once.Split('\n').SelectMany(row => Enumerable.Repeat(string.Concat(row.Select(each => $"{each}{each}")), 2))), twice);
        Assert.All(once.Split('\n'), row => Assert.Equal('.', row[5]));
    }

    [Fact]
    public void WhatDoesNotFitIsCutOff()
    {
        using RgbImage image = RgbImage.Rent(4, 4);
        image.Pixels.Clear();
        BitmapFont.Draw(image, "MMM", left: -3, top: -2, scale: 1, new PixelColor(255, 255, 255));
        Assert.True(image.Pixels.Contains((byte)255));
    }

    [Theory]
    [InlineData(44, 1)]
    [InlineData(500, 3)]
    public void ACaptionLeavesThePictureAboveItAsItIs(int width, int scale)
    {
        using RgbImage image = RgbImage.Rent(width, 10);
        image.Pixels.Fill(7);
        using RgbImage result = Caption.Under(image, "roses 0.93");
        Assert.Equal((Math.Max(width, 65), 10 + 13 * scale), (result.Width, result.Height));
        for (int y = 0; y < 10; y++)
        {
            Assert.Equal(-1, result.Row(y)[..(3 * width)].IndexOfAnyExcept((byte)7));
            Assert.Equal(-1, result.Row(y)[(3 * width)..].IndexOfAnyExcept((byte)255));
        }

        Assert.True(result.Row(10 + 6 * scale).Contains((byte)0));
    }

    private static string Draw(string text, int scale = 1)
    {
        using RgbImage image = RgbImage.Rent(BitmapFont.Width(text, scale), BitmapFont.Height * scale);
        image.Pixels.Clear();
        BitmapFont.Draw(image, text, left: 0, top: 0, scale, new PixelColor(255, 255, 255));
        return string.Join('\n', Enumerable.Range(0, image.Height).Select(y => Row(image.Row(y))));
    }

    private static string Row(ReadOnlySpan<byte> row)
    {
        char[] letters = new char[row.Length / 3];
        for (int x = 0; x < letters.Length; x++) letters[x] = row[3 * x] > 0 ? '#' : '.';
        return new string(letters);
    }
}
