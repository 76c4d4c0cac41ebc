using ResNetFlowers.Inference;
using ResNetFlowers.Models;
using TorchSharp;

namespace ResNetFlowers.Tests.Inference;

/// <summary>A network that looks at many photos is laid out as is fastest, and the first choice wins where there is little in it.</summary>
public class FastestLayoutTests
{
    [Theory]
    [InlineData(1.0, 0.5, "second")]
    [InlineData(1.0, 0.79, "second")]
    [InlineData(1.0, 0.81, "first")]
    [InlineData(1.0, 2.0, "first")]
    public void OnlyAClearDifferenceDecides(double first, double second, string expected)
    {
        string? used = null;
        FastestLayout.Choose(choice => choice == "first" ? first : second, "first", "second", choice => used = choice);
        Assert.Equal(expected, used);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(400)]
    public void OutputsStayTheSame(int photos)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable inference = torch.inference_mode();
        using var model = new ResNet(ResNetVariant.Named("resnet18"), 3);
        model.eval();
        torch.Tensor images = torch.rand([2, 3, 32, 32]);
        torch.Tensor expected = model.call(images);

        FastestLayout.Use(model, photos, batchSize: 1, size: 32, torch.CPU);

        Assert.True(expected.allclose(model.call(images), rtol: 1e-4, atol: 1e-5));
        Assert.False(model.training);
    }
}
