using FsCheck;
using FsCheck.Fluent;
using ResNetFlowers.Data.SyntheticFlowers;
using ResNetFlowers.Data.Similarity;

namespace ResNetFlowers.Tests.Data.Similarity;

public sealed class LookIndexTests
{
    private static readonly Thumbnail Flower = MakeThumbnail(label: 0);
    private static readonly Thumbnail Other = MakeThumbnail(label: 2);

    [Fact]
    public void TheIndexFindsWhatComparingAllFinds() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed =>
        {
            var random = new RandomSource(seed, 0);
            var looks = new List<Look>();
            for (int i = 0; i < 60; i++)
            {
                // Most are some bits away from an earlier one, about as many as make the difference.
                ulong hash = i < 5 ? random.NextBits() : looks[random.Below(i)].Hash;
                for (int flips = i < 5 ? 0 : random.Below(10); flips > 0; flips--) hash ^= 1UL << random.Below(64);
                looks.Add(new Look(hash, random.Chance(0.8) ? Flower : Other));
            }

            var index = new LookIndex();
            return looks.Select((look, i) => (look, i)).All(entry =>
                index.Add(entry.look).SequenceEqual(Enumerable.Range(0, entry.i).Where(earlier => looks[earlier].Resembles(entry.look))));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Fact]
    public void EqualHashesOfDifferentPicturesAreNotEnough()
    {
        Assert.True(new Look(7, Flower).Resembles(new Look(7, Flower)));
        Assert.False(new Look(7, Flower).Resembles(new Look(7, Other)));
        Assert.False(new Look(0xFF, Flower).Resembles(new Look(0, Flower)));
    }

    private static Thumbnail MakeThumbnail(int label)
    {
        using SyntheticFlower flower = FlowerPainter.Draw(label, index: 0, size: 32);
        return Thumbnail.Of(flower.Image);
    }
}
