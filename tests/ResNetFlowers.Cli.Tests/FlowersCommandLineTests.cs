namespace ResNetFlowers.Cli.Tests;

/// <summary>What holds for every verb.</summary>
public class FlowersCommandLineTests
{
    [Theory]
    [InlineData("split", "--val", "--test", "--by", "--seed", "--mode", "--force", "--out")]
    [InlineData("preview", "DATA", "--out", "--force", "--photos", "--columns", "--config", "--arch", "--augment", "--image-size", "--seed", "--json")]
    [InlineData("verify", "DATA", "--min-side", "--max-megapixels", "--fix", "--json")]
    [InlineData("train", "--data", "--arch", "--epochs", "--batch-size", "--image-size", "--lr", "--step-size", "--gamma", "--resume", "--config", "--recipe", "--weights", "--freeze", "--workers", "--threads", "--device", "--seed", "--out", "--json")]
    [InlineData("eval", "--checkpoint", "--data", "--json")]
    [InlineData("predict", "PATH", "--checkpoint", "--top", "--json")]
    [InlineData("features", "PATH", "--checkpoint", "--out", "--force", "--stage", "--device", "--json")]
    [InlineData("export", "RUN", "--to", "--out", "--force", "--with-preprocessing", "--data", "--json")]
    [InlineData("import", "idx", "flowers102")]
    [InlineData("summary", "--arch", "--classes", "--image-size", "--json")]
    public void HelpNamesEveryOption(string verb, params string[] options)
    {
        CommandResult result = Cli.Run(verb, "--help").Succeeded();
        Assert.All(options, option => Assert.Contains(option, result.Output, StringComparison.Ordinal));
        Assert.Equal("", result.Error);
        Assert.Contains(verb, Cli.Run("--help").Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void NoVerbIsAnsweredWithTheVerbs() => Cli.Run().Refused("no verb is given; choose one of split, train, eval, predict, ");

    [Fact]
    public void AFaultOfTheProgramIsOneLineAndExitCode1()
    {
        using var error = new StringWriter();
        Assert.Equal(1, FlowersCommandLine.Run(["summary"], new BrokenWriter(), error));
        Assert.StartsWith("error: InvalidOperationException: broken; this is a fault of the program: report it", error.ToString(), StringComparison.Ordinal);
        Assert.Single(error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("'grow' is no verb; choose one of split, train, ", "grow")]
    [InlineData("'--verbose' is no verb; ", "--verbose")]
    [InlineData("Unrecognized command or argument '--speed'; 'flowers train --help' tells what there is", "train", "--speed")]
    [InlineData("--epochs many: give a whole number", "train", "--epochs", "many")]
    [InlineData("--workers few: give a whole number", "train", "--workers", "few")]
    [InlineData("--lr high: give a number", "train", "--lr", "high")]
    [InlineData("--to tensorflow: give pth or safetensors or onnx; ", "export", "--to", "tensorflow")]
    [InlineData("Option '--to' is required; 'flowers export --help' ", "export", "run")]
    [InlineData("--mode move: give copy or hardlink or symlink; ", "split", "photos", "--mode", "move")]
    [InlineData("--mode 7: there is no such mode; give copy, hardlink or symlink", "split", "photos", "--mode", "7")]
    [InlineData("Required argument missing for option: '--top'; ", "predict", "a.jpg", "--top")]
    [InlineData("Option '--out' is required; 'flowers features --help'", "features", "a.jpg")]
    [InlineData("Required argument 'PATH' missing for command: 'predict'; ", "predict")]
    [InlineData("Unrecognized command or argument 'more'; ", "split", "photos", "more")]
    public void WhatCannotBeParsedIsOneLine(string message, params string[] args) => Cli.Run(args).Refused(message);

    private sealed class BrokenWriter : StringWriter
    {
        public override void WriteLine(string? value) => throw new InvalidOperationException("broken");
    }
}
