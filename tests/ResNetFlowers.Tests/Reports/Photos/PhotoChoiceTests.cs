using ResNetFlowers.Reports.Photos;

namespace ResNetFlowers.Tests.Reports.Photos;

public class PhotoChoiceTests
{
    private static readonly PhotoResult[] Photos =
    [
        new("a", 0, 0, 0.9), new("b", 0, 1, 0.4), new("c", 1, 0, 0.8), new("d", 1, 1, 0.35), new("e", 1, 0, 0.8), new("f", 0, 0, 0.6),
    ];

    [Fact]
    public void TheMostConfidentMistakesComeFirst() => Assert.Equal(["c", "e", "b"], Gallery.ChooseMistakes(Photos).Select(photo => photo.Path));

    [Fact]
    public void TheLeastSureHitsComeFirst() => Assert.Equal(["d", "f", "a"], Gallery.ChooseHits(Photos).Select(photo => photo.Path));

    [Fact]
    public void ThereAreNotTooMany()
    {
        PhotoResult[] many = [.. Enumerable.Range(0, 100).Select(number => new PhotoResult($"{number}", 0, number % 2, 0.5))];
        Assert.Equal((Gallery.MostMistakes, Gallery.MostHits), (Gallery.ChooseMistakes(many).Count, Gallery.ChooseHits(many).Count));
    }
}
