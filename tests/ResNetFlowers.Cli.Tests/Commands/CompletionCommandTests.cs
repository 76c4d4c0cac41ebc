using System.Diagnostics;

namespace ResNetFlowers.Cli.Tests.Commands;

public sealed class CompletionCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("train --optimizer ", "adam", "adamw", "sgd")]
    [InlineData("train --schedule co", "cosine", "constant")]
    [InlineData("train --recipe ", "seed", "strong")]
    [InlineData("train --augment fl", "flowers102")]
    [InlineData("train --device ", "auto", "cpu", "cuda")]
    [InlineData("eval --device c", "cpu", "cuda")]
    [InlineData("summary --arch resnet1", "resnet18", "resnet101", "resnet152")]
    [InlineData("split photos --mode ", "copy", "hardlink", "symlink")]
    [InlineData("export --to o", "onnx")]
    [InlineData("completion z", "zsh")]
    [InlineData("pre", "predict", "preview")]
    public void WordsAreSuggested(string typed, params string[] words)
    {
        string[] suggested = Cli.Run($"[suggest:{typed.Length}]", typed).Succeeded().Output.ToLowerInvariant().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(words, word => Assert.Contains(word, suggested));
    }

    [Fact]
    public void BashCompletes()
    {
        if (OperatingSystem.IsWindows()) return; // There is no bash there.
        File.WriteAllText(_folder.File("completion.sh"), Cli.Run("completion", "bash").Succeeded().Output);
        string test = $$"""
            flowers() { dotnet '{{Path.Combine(AppContext.BaseDirectory, "flowers.dll")}}' "$@"; }
            source completion.sh
            COMP_LINE="flowers train --optimizer ad" COMP_WORDS=(flowers train --optimizer ad) COMP_CWORD=3 COMP_POINT=28
            _flowers
            printf '%s,' "${COMPREPLY[@]}"
            """;
        using Process bash = Process.Start(
            new ProcessStartInfo("bash", ["-c", test]) { WorkingDirectory = _folder.Path, UseShellExecute = false, RedirectStandardOutput = true })!;
        Assert.Equal("adam,adamw,", bash.StandardOutput.ReadToEnd());
    }

    [Fact]
    public void EveryShellHasAScript()
    {
        Assert.Contains("compdef _flowers flowers", Cli.Run("completion", "zsh").Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("Register-ArgumentCompleter", Cli.Run("completion", "powershell").Succeeded().Output, StringComparison.Ordinal);
        Cli.Run("completion", "fish").Refused("SHELL fish: there is no script for it; choose one of bash, zsh, powershell");
    }
}
