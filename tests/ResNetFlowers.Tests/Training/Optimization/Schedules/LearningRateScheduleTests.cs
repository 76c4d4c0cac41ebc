using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ResNetFlowers.Training.Optimization.Schedules;

namespace ResNetFlowers.Tests.Training.Optimization.Schedules;

/// <summary>Schedules against PyTorch's: golden/schedules/rates.json, made by golden/make_schedules.py.</summary>
public class LearningRateScheduleTests
{
    private static readonly ScheduleOptions Options = new() { StepSize = 10, Gamma = 0.5 };
    private static readonly JsonElement Golden = Read();

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Golden.GetProperty("cases").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void EveryStepHasPyTorchsRate(int index)
    {
        JsonElement golden = Golden.GetProperty("cases")[index];
        double[] expected = [.. golden.GetProperty("factors").EnumerateArray().Select(factor => factor.GetDouble())];
        var schedule = LearningRateSchedule.Create(golden.GetProperty("schedule").GetString()!, OptionsOf(golden));
        var plan = new StepPlan(Golden.GetProperty("steps_per_epoch").GetInt64(), expected.Length);

        for (int step = 0; step < expected.Length; step++)
        {
            double actual = schedule.FactorAt(step, plan);
            Assert.True(Math.Abs(actual - expected[step]) <= 1e-12 * expected[step], $"step {step}: {actual:R} instead of {expected[step]:R}");
        }
    }

    [Fact]
    public void EveryStepOfAnyPlanHasARateUpToTheBase()
    {
        Gen<(string Name, long PerEpoch, long Total, double Warmup)> plans =
            from name in Gen.Elements<string>(LearningRateSchedule.Names)
            from perEpoch in Gen.Choose(1, 40)
            from total in Gen.Choose(1, 200)
            from warmup in Gen.Choose(0, 80)
            select (name, (long)perEpoch, (long)total, warmup / 10.0);
        Prop.ForAll(plans.ToArbitrary(), chosen =>
        {
            var schedule = LearningRateSchedule.Create(chosen.Name, Options with { Milestones = [1, 3], WarmupEpochs = chosen.Warmup });
            var plan = new StepPlan(chosen.PerEpoch, chosen.Total);
            for (long step = 0; step < chosen.Total; step++) Assert.InRange(schedule.FactorAt(step, plan), 1e-9, 1);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void AWarmUpGrowsByEqualSteps()
    {
        var schedule = LearningRateSchedule.Create("constant", Options with { WarmupEpochs = 0.5 });

        double[] factors = [.. Enumerable.Range(0, 7).Select(step => schedule.FactorAt(step, new StepPlan(10, 100)))];

        Assert.Equal([0.2, 0.4, 0.6, 0.8, 1, 1, 1], factors);
    }

    [Fact]
    public void AShorterPlanIsFollowedFromThereOn()
    {
        LearningRateSchedule schedule = new CosineAnnealingLR();

        Assert.Equal(0.5, schedule.FactorAt(50, new StepPlan(10, 100)), 1e-15);
        Assert.Equal(0.5, schedule.FactorAt(30, new StepPlan(10, 60)), 1e-15);
    }

    [Fact]
    public void AnUnknownNameIsAnsweredWithThoseThereAre()
    {
        InputException refused = Assert.Throws<InputException>(() => LearningRateSchedule.Create("cosinus", Options));

        Assert.Equal("--schedule cosinus: there is no such schedule; choose one of step, multistep, cosine, onecycle, constant", refused.Message);
    }

    [Fact]
    public void OptionsOutOfRangeAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepLR(0, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepLR(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MultiStepLR([0], 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MultiStepLR([1], -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinearWarmup(double.NaN, new Constant()));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinearWarmup(-1, new Constant()));
    }

    private static ScheduleOptions OptionsOf(JsonElement golden) => new()
    {
        StepSize = golden.TryGetProperty("step_size", out JsonElement stepSize) ? stepSize.GetInt32() : 1,
        Gamma = golden.TryGetProperty("gamma", out JsonElement gamma) ? gamma.GetDouble() : 1,
        Milestones = golden.TryGetProperty("milestones", out JsonElement milestones)
            ? [.. milestones.EnumerateArray().Select(milestone => milestone.GetInt32())]
            : [],
        WarmupEpochs = golden.TryGetProperty("warmup_epochs", out JsonElement warmup) ? warmup.GetDouble() : 0,
    };

    private static JsonElement Read()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "schedules", "rates.json")));
        return document.RootElement.Clone();
    }
}
