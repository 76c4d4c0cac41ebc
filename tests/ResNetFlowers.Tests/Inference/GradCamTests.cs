using System.Text.Json;
using ResNetFlowers.Inference;
using ResNetFlowers.Models;
using ResNetFlowers.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Inference;

public class GradCamTests
{
    [Theory]
    [InlineData("resnet18")]
    [InlineData("resnet50")]
    [InlineData("preact-resnet18")]
    public void MapsAreThoseOfPyTorchsHooks(string arch)
    {
        JsonElement golden = ReadGolden();
        JsonElement network = golden.GetProperty("networks").EnumerateArray().Single(entry => entry.GetProperty("arch").GetString() == arch);
        int[] classes = [.. golden.GetProperty("classes").EnumerateArray().Select(index => index.GetInt32())];
        int height = golden.GetProperty("height").GetInt32();
        int width = golden.GetProperty("width").GetInt32();
        using var model = new ResNet(ResNetVariant.Named(arch), num_classes: 5);
        Formula.Fill(model);
        model.eval();
        using Tensor images = Formula.Images(3, height, width, channels: 3);

        IReadOnlyList<HeatMap> maps = GradCam.Of(model, images, classes);

        double[] shape = Golden.Numbers(network.GetProperty("shape"));
        Assert.All(maps, map => Assert.Equal((shape[0], shape[1]), (map.Height, map.Width)));
        Near(Golden.Numbers(network.GetProperty("maps")), [.. maps.SelectMany(map => map.Values)]);
        HeatMap whole = maps[network.GetProperty("first").GetInt32()].Resize(width, height);
        Near(Golden.Numbers(network.GetProperty("upsampled")), [.. whole.Values.Where((_, index) => index % 37 == 0)]);
    }

    [Fact]
    public void NeitherTensorsNorGradientsStay()
    {
        using var model = new ResNet(ResNetVariant.Named("resnet18"), num_classes: 3);
        model.eval();
        using Tensor images = Formula.Images(2, 64);
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        GradCam.Of(model, images, [0, 2]);
        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
        Assert.All(model.parameters(), parameter => Assert.Null(parameter.grad));
    }

    [Fact]
    public void EveryPictureHasItsClass()
    {
        using var model = new ResNet(ResNetVariant.Named("resnet18"), num_classes: 3);
        using Tensor images = Formula.Images(2, 64);
        Assert.Throws<ArgumentException>(() => GradCam.Of(model, images, [0]));
    }

    [Fact]
    public void AMapOfOneCellIsTheSameEverywhere() => Assert.All(new HeatMap(1, 1, [0.5f]).Resize(3, 4).Values, value => Assert.Equal(0.5f, value));

    private static JsonElement ReadGolden()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "gradcam.json")));
        return document.RootElement.Clone();
    }

    private static void Near(double[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }
}
