namespace ResNetFlowers.Cli.Tests.Commands;

/// <summary>A list of transforms from the configuration to a resumed run.</summary>
[Collection(TrainedRunCollection.Name)]
public sealed class AugmentListTests(TrainedRun run) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AListIsPrintedKeptAndGoneOnWith()
    {
        string config = _folder.File("config.yaml");
        File.WriteAllText(config, "augment: [{RandomResizedCrop: {scale: [0.3, 1]}}, RandomHorizontalFlip, {RandomErasing: {p: 0.25}}]\n");
        string output = _folder.File("run");
        CommandResult train = Cli.Run(["train", "--data", run.Data, .. TrainedRun.Small, "--config", config, "--out", output]).Succeeded();
        const string Printed = """
            augmentation: Compose(
                RandomResizedCrop(size=(40, 40), scale=(0.3, 1.0), ratio=(0.75, 1.3333), interpolation=bilinear), antialias=None)
                RandomHorizontalFlip(p=0.5)
            ), after normalization RandomErasing(p=0.25, scale=(0.02, 0.33), ratio=(0.3, 3.3), value=0, inplace=False)

            """;
        Assert.Contains(Printed, train.Output, StringComparison.Ordinal);
        Assert.Contains(
            "\naugment:\n- {RandomResizedCrop: {scale: [0.3, 1]}}\n- RandomHorizontalFlip\n- {RandomErasing: {p: 0.25}}\n",
            File.ReadAllText(Path.Combine(output, "options.yaml")).ReplaceLineEndings("\n"), StringComparison.Ordinal);

        Cli.Run("train", "--resume", output, "--epochs", "2", "--augment", "[RandomResizedCrop]").Refused($"--augment [RandomResizedCrop]: {output} was begun with [{{RandomResizedCrop: ");
        Assert.Contains(Printed, Cli.Run("train", "--resume", output, "--epochs", "2").Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AListThatDoesNotFitIsRefusedBeforeAnythingIsMade()
    {
        Cli.Run(["train", "--data", run.Data, .. TrainedRun.Small, "--augment", "[Resize]", "--out", _folder.File("run")])
            .Refused("--augment: entry 1, Resize: a photo of 80x60 becomes 53x40; the last step that changes the size must make it 40x40");
        Assert.False(Directory.Exists(_folder.File("run")));
    }
}
