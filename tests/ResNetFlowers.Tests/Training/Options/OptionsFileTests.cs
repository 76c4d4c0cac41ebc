using FsCheck;
using FsCheck.Fluent;
using ResNetFlowers.Training.Options;

namespace ResNetFlowers.Tests.Training.Options;

public sealed class OptionsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EveryPropertyIsAnOption() =>
        Assert.Equal(typeof(TrainOptions).GetProperties().Length, OptionTable.All.Count);

    [Fact]
    public void WhatIsWrittenIsReadBack()
    {
        Gen<double> numbers = ArbMap.Default.GeneratorFor<NormalFloat>().Select(number => number.Get);
        Gen<string> texts = Gen.Elements("data", "a b: c # d", "null", "~", "0x10", "ä 'quoted' \"twice\"", "- dash", "{x}", " spaced ");
        Gen<TrainOptions> options =
            from number in numbers
            from other in numbers
            from whole in ArbMap.Default.GeneratorFor<int>()
            from text in texts
            from flag in ArbMap.Default.GeneratorFor<bool>()
            from seconds in Gen.Choose(0, 1_000_000)
            from milestones in ArbMap.Default.GeneratorFor<int[]>()
            select new TrainOptions
            {
                Data = text, Lr = number, WeightDecay = flag ? other : null, Epochs = whole, Workers = flag ? whole : null, Nesterov = flag,
                TimeBudget = TimeSpan.FromSeconds(seconds), Milestones = milestones, Seed = whole * 4_000_000_000L, Out = flag ? text : null,
            };
        Prop.ForAll(options.ToArbitrary(), written =>
        {
            TrainOptions read = OptionsFile.Apply(new TrainOptions(), OptionsFile.Read(OptionsFile.Write(written), "file"), "file");
            Assert.Equal(written.Milestones, read.Milestones);
            Assert.Equal(written, read with { Milestones = written.Milestones });
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("time-budget: 90", 90)]
    [InlineData("time-budget: 1.5m", 90)]
    [InlineData("time_budget: 1h30m", 5400)]
    [InlineData("time-budget: 0", 0)]
    public void ATimeIsReadAsPeopleWriteIt(string text, int seconds) => Assert.Equal(seconds, Read(text).TimeBudget.TotalSeconds);

    [Theory]
    [InlineData("milestones: [30, 60]")]
    [InlineData("milestones: 30, 60")]
    [InlineData("milestones:\n- 30\n- 60")]
    public void AListIsReadAsPeopleWriteIt(string text) => Assert.Equal([30, 60], Read(text).Milestones);

    [Theory]
    [InlineData("augment: [{RandomResizedCrop: {scale: [0.3, 1]}}, RandomHorizontalFlip]")]
    [InlineData("augment:\n- RandomResizedCrop:\n    scale: [0.30, 1]\n- 'RandomHorizontalFlip'", "0.30")]
    [InlineData("augment: '[{RandomResizedCrop: {scale: [0.3,1]}},RandomHorizontalFlip]'")]
    public void AListOfTransformsIsKeptHoweverItIsWritten(string text, string scale = "0.3")
    {
        TrainOptions options = Read(text);
        Assert.Equal($"[{{RandomResizedCrop: {{scale: [{scale}, 1]}}}}, RandomHorizontalFlip]", options.Augment);
        string written = OptionsFile.Write(options).ReplaceLineEndings("\n");
        Assert.Contains($"\naugment:\n- {{RandomResizedCrop: {{scale: [{scale}, 1]}}}}\n- RandomHorizontalFlip\n", written, StringComparison.Ordinal);
        Assert.Equal(options.Augment, Read(written).Augment);
    }

    [Theory]
    [InlineData("augment: &a [*a]", "file: augment (line 1): is far too long or too deep; give a list of transforms")]
    [InlineData("augment: ['a b']", "file: augment (line 1): 'a b' is neither a name nor a number; ")]
    [InlineData("augment: '[a'", "file: augment [a: is no YAML (")]
    public void AFaultyListOfTransformsIsNamed(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<InputException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void NumbersAreWrittenAsPeopleWriteThem() =>
        Assert.Contains("\nepochs: 5\ntime-budget: 0\n", OptionsFile.Write(new TrainOptions()).ReplaceLineEndings("\n"), StringComparison.Ordinal);

    [Fact]
    public void WhatIsTooDeepIsRefused() => Assert.StartsWith(
        "file: is no YAML (line 1: it is far too deep); ",
        Assert.Throws<InputException>(() => Read("lr: " + new string('[', 100_000))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void AnEmptyFileChangesNothing() => Assert.Equal(new TrainOptions().Lr, Read("# nothing yet\n").Lr);

    [Theory]
    [InlineData("learning-rate: 1", "file: 'learning-rate' (line 1) is no option of train")]
    [InlineData("lr: 1\nlr: 2", "file: is no YAML (line 2: ")]
    [InlineData("lr: [", "file: is no YAML (line ")]
    [InlineData("just text", "file: holds no options")]
    [InlineData("lr: fast", "file: lr fast: give a number")]
    [InlineData("lr:", "file: lr : give a number")]
    [InlineData("device:", "file: device : give a value")]
    [InlineData("lr: {a: 1}", "file: lr (line 1) is a mapping; give a value")]
    [InlineData("epochs: 1.5", "file: epochs 1.5: give a whole number")]
    [InlineData("nesterov: maybe", "file: nesterov maybe: give true or false")]
    [InlineData("time-budget: soon", "file: time-budget soon: give a time as in 90s, 20m or 1h30m")]
    public void AFaultIsNamed(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<InputException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("missing.yaml")]
    [InlineData(".")]
    public void AFileThatCannotBeReadIsNamed(string name) => Assert.StartsWith(
        "file: cannot be read", Assert.Throws<InputException>(() => OptionsFile.Open(_folder.File(name), "file")).Message, StringComparison.Ordinal);

    private static TrainOptions Read(string text) => OptionsFile.Apply(new TrainOptions(), OptionsFile.Read(text, "file"), "file");
}
