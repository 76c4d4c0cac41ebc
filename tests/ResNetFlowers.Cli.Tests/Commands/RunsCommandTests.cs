using System.Text.Json;

namespace ResNetFlowers.Cli.Tests.Commands;

[Collection(TrainedRunCollection.Name)]
public sealed class RunsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public RunsCommandTests(TrainedRun run)
    {
        foreach (string name in new[] { "whole", "damaged" })
        {
            Directory.CreateDirectory(_folder.File(name));
            foreach (string file in Directory.GetFiles(run.Folder)) File.Copy(file, Path.Combine(_folder.File(name), Path.GetFileName(file)));
        }

        File.WriteAllText(_folder.File("damaged/last.pth"), "");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ListsWholeRunsAndNamesDamagedOnes()
    {
        CommandResult result = Cli.Run("runs", "--runs", _folder.Path).Succeeded();
        string[] lines = result.Output.Split('\n');
        Assert.Matches("^run +arch +px +epochs +best +95% interval +when +state$", lines[0]);
        Assert.Matches("^whole  resnet18  40     1/1  [01].[0-9]{4}  [01].[0-9]{4}-[01].[0-9]{4}  20[0-9]{2}-[0-9-]+ [0-9:]+  finished$", lines[1]);
        Assert.Equal("", lines[2]);
        Assert.StartsWith($"warning: {_folder.File("damaged")}: is left out: {_folder.File("damaged/last.pth")}: is damaged (the file is empty)", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void JsonHoldsBoth()
    {
        JsonElement json = Cli.Run("runs", "--runs", _folder.Path, "--json").Succeeded().Json;
        JsonElement run = Assert.Single(json.GetProperty("runs").EnumerateArray());
        Assert.Equal((_folder.File("whole"), "resnet18", 40, "finished"), (run.GetProperty("folder").GetString(), run.GetProperty("arch").GetString(), run.GetProperty("image_size").GetInt32(), run.GetProperty("state").GetString()));
        Assert.Equal(2, run.GetProperty("best_interval").GetArrayLength());
        Assert.Equal(_folder.File("damaged"), Assert.Single(json.GetProperty("damaged").EnumerateArray()).GetProperty("folder").GetString());
    }

    [Fact]
    public void ANarrowTerminalGetsWhatMattersMost()
    {
        var terminal = new Terminal.FakeTerminal(width: 60);
        Assert.Equal(0, FlowersCommandLine.Run(["runs", "--runs", _folder.Path, "--quiet"], terminal.Screen));
        Assert.Matches("^run +px +epochs +best +95% interval +state$", terminal.Lines[0]);
        Assert.Equal(2, terminal.Lines.Count);
    }

    [Fact]
    public void NothingIsSaidToBeThere()
    {
        Directory.CreateDirectory(_folder.File("none/other"));
        Assert.Equal($"no run in {_folder.File("none")}\n", Cli.Run("runs", "--runs", _folder.File("none")).Succeeded().Output);
        Cli.Run("runs", "--runs", _folder.File("gone")).Refused($"--runs {_folder.File("gone")}: no such folder; give the folder that holds");
    }
}
