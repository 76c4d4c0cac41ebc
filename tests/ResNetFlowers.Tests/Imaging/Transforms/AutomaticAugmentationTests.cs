using System.Text.Json;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using ResNetFlowers.Imaging.Transforms.Policies;

namespace ResNetFlowers.Tests.Imaging.Transforms;

/// <summary>AutoAugment, RandAugment and TrivialAugmentWide: their spaces are torchvision's, and they draw from all of them.</summary>
public class AutomaticAugmentationTests
{
    private const int Width = 96;
    private const int Height = 64;

    [Theory]
    [InlineData("wide", 31)]
    [InlineData("rand", 31)]
    [InlineData("auto", 10)]
    public void Strengths_are_torchvisions(string space, int bins)
    {
        MagnitudeSpace magnitudes = space == "wide" ? MagnitudeSpace.Wide : MagnitudeSpace.Standard;
        foreach (JsonProperty entry in AugmentationGolden.Section("magnitudes").GetProperty(space).EnumerateObject())
        {
            Operation operation = Enum.Parse<Operation>(entry.Name);
            Assert.Equal(entry.Value.GetProperty("signed").GetBoolean(), operation.IsSigned());
            Assert.Equal(entry.Value.GetProperty("has").GetBoolean(), operation.HasMagnitude());
            double[] expected = [.. entry.Value.GetProperty("magnitudes").EnumerateArray().Select(value => value.GetDouble())];
            for (int bin = 0; bin < expected.Length; bin++)
            {
                double actual = magnitudes.Of(operation, bin, bins, Width, Height);
                // PyTorch's vector code may differ from itself in the last bit; what is cut to whole numbers must not.
                Assert.Equal(expected[bin], actual, Math.Abs(expected[bin]) * 1e-6);
                Assert.Equal((int)expected[bin], (int)actual);
            }
        }
    }

    [Theory]
    [InlineData(AutoAugmentPolicy.ImageNet)]
    [InlineData(AutoAugmentPolicy.Cifar10)]
    [InlineData(AutoAugmentPolicy.Svhn)]
    public void Policies_are_torchvisions(AutoAugmentPolicy policy)
    {
        string[] expected = [.. AugmentationGolden.Section("policies").GetProperty(policy.ToString().ToLowerInvariant())
            .EnumerateArray().Select(pair => $"{Describe(pair[0])}, {Describe(pair[1])}")];
        Assert.Equal(25, expected.Length);
        Assert.Equal(expected, SubPolicies.Of(policy).Select(pair =>
            $"{pair.First} {pair.FirstProbability} {pair.FirstBin}, {pair.Second} {pair.SecondProbability} {pair.SecondBin}"));

        static string Describe(JsonElement step) =>
            $"{step[0].GetString()} {step[1].GetDouble()} {(step[2].ValueKind == JsonValueKind.Null ? 0 : step[2].GetInt32())}";
    }

    /// <summary>Each of 14 operations should come once in 14 times; five standard deviations are allowed.</summary>
    [Fact]
    public void TrivialAugmentWide_draws_every_operation_strength_and_sign_alike()
    {
        const int Draws = 10_000;
        using RgbImage picture = AugmentationGolden.Decode("orientation_1.jpg");
        Dictionary<string, double> expected = Outcomes(picture, TrivialChances());
        Dictionary<string, int> counts = Count(picture, new TrivialAugmentWide(5), Draws);

        Assert.Equal(expected.Keys.Order(), counts.Keys.Order());
        foreach ((string outcome, double chance) in expected)
            Assert.InRange(counts[outcome], Draws * chance - Spread(chance), Draws * chance + Spread(chance));

        static double Spread(double chance) => 5 * Math.Sqrt(Draws * chance * (1 - chance));
    }

    [Fact]
    public void RandAugment_applies_as_many_operations_as_asked_for_all_of_one_strength()
    {
        const int Draws = 3_000;
        using RgbImage picture = AugmentationGolden.Decode("orientation_1.jpg");
        Dictionary<string, double> expected = Outcomes(
            picture, from first in RandChances(bin: 20) from second in RandChances(bin: 20)
                     select ((Step[])[first.Step, second.Step], first.Chance * second.Chance));
        Dictionary<string, int> counts = Count(picture, new RandAugment(2, 20), Draws);

        Assert.Subset(expected.Keys.ToHashSet(StringComparer.Ordinal), counts.Keys.ToHashSet(StringComparer.Ordinal));
        foreach ((string outcome, double chance) in expected)
            Assert.Equal(chance, counts.GetValueOrDefault(outcome) / (double)Draws, 5 * Math.Sqrt(chance * (1 - chance) / Draws) + 1e-3);
    }

    [Fact]
    public void AutoAugment_draws_from_its_policy_alone()
    {
        using RgbImage picture = AugmentationGolden.Decode("orientation_1.jpg");
        foreach (AutoAugmentPolicy policy in Enum.GetValues<AutoAugmentPolicy>())
        {
            var allowed = new Dictionary<string, double>(StringComparer.Ordinal);
            foreach (SubPolicy pair in SubPolicies.Of(policy))
            {
                foreach (var entry in Outcomes(picture, PairChances(pair))) allowed[entry.Key] = allowed.GetValueOrDefault(entry.Key) + entry.Value / 25;
            }

            Dictionary<string, int> counts = Count(picture, new AutoAugment(policy), 4_000);
            Assert.Subset(allowed.Keys.ToHashSet(StringComparer.Ordinal), counts.Keys.ToHashSet(StringComparer.Ordinal));
            foreach ((string outcome, double chance) in allowed)
                Assert.Equal(chance, counts.GetValueOrDefault(outcome) / 4_000.0, 5 * Math.Sqrt(chance * (1 - chance) / 4_000) + 1e-3);
        }
    }

    [Theory]
    [InlineData(31, 31)]
    [InlineData(-1, 31)]
    [InlineData(0, 1)]
    public void A_strength_that_there_is_not_is_refused(int magnitude, int bins)
    {
        using RgbImage picture = AugmentationGolden.Decode("orientation_1.jpg");
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandAugment(1, magnitude, bins).Apply(Copy(picture), new RandomSource(1)));
    }

    private static IEnumerable<(Step[] Steps, double Chance)> TrivialChances()
    {
        for (Operation operation = Operation.Identity; operation < Operation.Invert; operation++)
        {
            int bins = operation.HasMagnitude() ? 5 : 1;
            for (int bin = 0; bin < bins; bin++)
            {
                double magnitude = MagnitudeSpace.Wide.Of(operation, bin, 5, 24, 16);
                double chance = 1.0 / 14 / bins;
                if (operation.IsSigned()) chance /= 2;
                yield return ([new((int)operation, magnitude)], chance);
                if (operation.IsSigned()) yield return ([new((int)operation, -magnitude)], chance);
            }
        }
    }

    private static IEnumerable<(Step Step, double Chance)> RandChances(int bin)
    {
        for (Operation operation = Operation.Identity; operation < Operation.Invert; operation++)
        {
            double magnitude = MagnitudeSpace.Standard.Of(operation, bin, 31, 24, 16);
            double chance = operation.IsSigned() ? 1.0 / 28 : 1.0 / 14;
            yield return (new Step((int)operation, magnitude), chance);
            if (operation.IsSigned()) yield return (new Step((int)operation, -magnitude), chance);
        }
    }

    private static IEnumerable<(Step[] Steps, double Chance)> PairChances(SubPolicy pair) =>
        from first in OneChances(pair.First, pair.FirstProbability, pair.FirstBin)
        from second in OneChances(pair.Second, pair.SecondProbability, pair.SecondBin)
        select ((Step[])[first.Step, second.Step], first.Chance * second.Chance);

    private static IEnumerable<(Step Step, double Chance)> OneChances(Operation operation, double probability, int bin)
    {
        double magnitude = MagnitudeSpace.Standard.Of(operation, bin, SubPolicies.Bins, 24, 16);
        yield return (new Step((int)Operation.Identity, 0), 1 - probability);
        yield return (new Step((int)operation, magnitude), operation.IsSigned() ? probability / 2 : probability);
        if (operation.IsSigned()) yield return (new Step((int)operation, -magnitude), probability / 2);
    }

    /// <summary>The pictures that come out, with the chance of each; different steps may give the same picture.</summary>
    private static Dictionary<string, double> Outcomes(RgbImage picture, IEnumerable<(Step[] Steps, double Chance)> chances)
    {
        var outcomes = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach ((Step[] steps, double chance) in chances.Where(entry => entry.Chance > 0))
        {
            RgbImage image = Copy(picture);
            foreach (Step step in steps)
                image = Operations.Change((Operation)step.Operation, step.Magnitude, InterpolationMode.Nearest, default)?.Apply(image) ?? image;
            string outcome = Golden.Describe(image);
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + chance;
            image.Dispose();
        }

        return outcomes;
    }

    private static Dictionary<string, int> Count(RgbImage picture, IImageTransform transform, int draws)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < draws; i++)
        {
            using RgbImage image = transform.Apply(Copy(picture), new RandomSource(17, i));
            string outcome = Golden.Describe(image);
            counts[outcome] = counts.GetValueOrDefault(outcome) + 1;
        }

        return counts;
    }

    private static RgbImage Copy(RgbImage image) => Cropping.Crop(image, PixelBox.Whole(image));

    private sealed record Step(int Operation, double Magnitude);
}
