using ResNetFlowers.Cli.Terminal.Training;
using ResNetFlowers.Weights;

namespace ResNetFlowers.Cli.Tests.Terminal.Training;

public class WeightsReportTests
{
    [Fact]
    public void NamesFromAFileDoNotSteerTheTerminal()
    {
        var lines = new List<string>();
        WeightsReport.Write(
            new LoadedWeights { Path = "a.pth", Loaded = ["conv1.weight"], Missing = [], Unexpected = ["\u001b[31mred\nbelow"], Reinitialized = [] }, lines.Add);
        Assert.Equal(["1 tensor from a.pth", "  in the file, but not in the network: ?[31mred?below"], lines);
    }
}
