using ResNetFlowers.Models;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ResNetFlowers.Tests.Models;

/// <summary>A pass through a network leaves its output and nothing else, whichever scopes the caller keeps.</summary>
public class ResNetLeakTests
{
    [Theory]
    [InlineData("resnet18", true)]
    [InlineData("resnet18", false)]
    [InlineData("resnet50", true)]
    [InlineData("resnet50", false)]
    [InlineData("resnet18-a", true)]
    [InlineData("resnet18-a", false)]
    [InlineData("preact-resnet18", true)]
    [InlineData("preact-resnet18", false)]
    [InlineData("preact-resnet50", true)]
    [InlineData("preact-resnet50", false)]
    public void APassLeavesItsOutputAlone(string name, bool training)
    {
        using var model = new ResNet(ResNetVariant.Named(name), 5);
        model.train(training);
        using Tensor images = Formula.Images(2, 64);
        using IDisposable grad = set_grad_enabled(training);
        long before = Live;

        using (Tensor logits = model.call(images)) Assert.Equal(before + 1, Live);

        Assert.Equal(before, Live);

        IReadOnlyList<Tensor> features = model.ForwardFeatures(images);
        Assert.Equal(before + 4, Live);
        foreach (Tensor map in features) map.Dispose();
        using (Tensor embedding = model.ForwardEmbedding(images)) Assert.Equal(before + 1, Live);

        Assert.Equal(before, Live);
    }

    [Fact]
    public void ATrainingStepLeavesNothing()
    {
        using var model = new ResNet(ResNetVariant.Named("resnet18"), 5);
        using optim.Optimizer optimizer = optim.Adam(model.parameters());
        using Tensor images = Formula.Images(2, 64);
        using Tensor labels = tensor([0L, 3]);
        Step();
        long before = Live;

        Step();

        Assert.Equal(before, Live);

        void Step()
        {
            using DisposeScope scope = NewDisposeScope();
            optimizer.zero_grad();
            functional.cross_entropy(model.call(images), labels).backward();
            optimizer.step();
        }
    }

    [Fact]
    public void ADisposedNetworkLeavesNothing()
    {
        long before = Live;

        new ResNet(ResNetVariant.Named("resnet50"), 5).Dispose();

        Assert.Equal(before, Live);
    }

    private static long Live => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
}
