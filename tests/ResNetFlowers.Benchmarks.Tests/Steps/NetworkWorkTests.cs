using ResNetFlowers.Benchmarks.Steps;

namespace ResNetFlowers.Benchmarks.Tests.Steps;

public class NetworkWorkTests
{
    // The GFLOPS of torchvision's table of models, multiply-adds of 1,000 classes at 224 pixels, to two digits after the point.
    [Theory]
    [InlineData("resnet18", 1.81)]
    [InlineData("resnet34", 3.66)]
    [InlineData("resnet50", 4.09)]
    [InlineData("resnet101", 7.80)]
    public void AreTwiceTheMultiplyAddsThatTorchvisionLists(string arch, double multiplyAdds)
    {
        long operations = NetworkWork.Operations(arch, classes: 1000, imageSize: 224, isTraining: false);
        Assert.Equal(multiplyAdds, operations / 2e9, tolerance: 0.0051);
    }

    [Fact]
    public void TrainingIsThreeTimesAsMuch()
    {
        long looking = NetworkWork.Operations("resnet18", classes: 5, imageSize: 64, isTraining: false);
        Assert.Equal(3 * looking, NetworkWork.Operations("resnet18", classes: 5, imageSize: 64, isTraining: true));
    }
}
