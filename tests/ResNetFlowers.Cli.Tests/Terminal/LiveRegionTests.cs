using ResNetFlowers.Cli.Terminal;

namespace ResNetFlowers.Cli.Tests.Terminal;

public class LiveRegionTests
{
    [Fact]
    public void LinesThatAreWrittenStandAboveTheLiveOnes()
    {
        var terminal = new FakeTerminal(width: 40);
        int frame = 0;
        terminal.Screen.Say("before");
        using (terminal.Screen.ShowLive(_ => [$"first {++frame}", "[green]second[/]"]))
        {
            for (int i = 0; i < 50; i++) terminal.Screen.Say($"line {i}");
            terminal.Screen.Warn("careful");
            Assert.Equal(["line 49", "warning: careful", $"first {frame}", "second"], terminal.Lines.TakeLast(4));
        }

        Assert.Equal(["before", .. Enumerable.Range(0, 50).Select(i => $"line {i}"), "warning: careful"], terminal.Lines);
        Assert.True(terminal.IsCursorVisible);
    }

    [Fact]
    public void NoFrameLeavesTheCursorHidden()
    {
        var terminal = new FakeTerminal(width: 40);
        using IDisposable? live = terminal.Screen.ShowLive(_ => ["line"]);
        terminal.Screen.Say("one");
        Assert.Contains("\e[?25l", terminal.Sent, StringComparison.Ordinal);
        Assert.True(terminal.IsCursorVisible);
    }

    [Fact]
    public void WhatIsTooLongIsCutOff()
    {
        var terminal = new FakeTerminal(width: 20, height: 3);
        using IDisposable? live = terminal.Screen.ShowLive(width => [new string('x', 99), $"{width}", "no room"]);
        terminal.Screen.Say("above");
        Assert.Equal(["above", new string('x', 19), "19"], terminal.Lines);
    }

    [Fact]
    public void ATerminalThatBecameNarrowerLosesNoLine()
    {
        var terminal = new FakeTerminal(width: 60);
        terminal.Screen.Say("kept");
        using IDisposable? live = terminal.Screen.ShowLive(_ => ["a", "b"]);
        terminal.Screen.Say("kept too");
        terminal.Width = 30;
        terminal.Screen.Say("and this");
        Assert.Equal(["kept", "kept too", "and this", "a", "b"], terminal.Lines);
    }

    [Fact]
    public void NothingMovesWithoutATerminal()
    {
        using var output = new StringWriter();
        var screen = new Screen(output, output, terminal: null);
        Assert.Null(screen.ShowLive(_ => ["line"]));
        Assert.Equal("", output.ToString());
    }
}
