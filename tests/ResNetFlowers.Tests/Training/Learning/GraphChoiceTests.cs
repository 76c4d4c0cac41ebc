using System.Runtime.InteropServices;
using ResNetFlowers.Training.Learning;
using ResNetFlowers.Training.Options;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Training.Learning;

public class GraphChoiceTests
{
    [Theory]
    [InlineData("auto")]
    [InlineData("off")]
    public void TheCpuCapturesNothing(string option) => Assert.Null(GraphChoice.Of(new TrainOptions { CudaGraph = option }, CPU));

    [SystemProviderFact]
    public void WhyNothingCanBeCapturedIsSaid()
    {
        Assert.Equal("--cuda-graph on: cpu has no CUDA graphs; give auto, or leave the option out", Refusal(new TrainOptions { CudaGraph = "on" }));
        Assert.Equal(
            "--cuda-graph on: holds steps of one batch, not of 2 (--accumulate); give auto, or leave the option out",
            Refusal(new TrainOptions { CudaGraph = "on", Accumulate = 2 }));
    }

    [Fact]
    public void AFailureIsAWarningUnlessGraphsWereAskedFor()
    {
        Assert.Equal(
            "steps go without a CUDA graph, which could not be captured (not permitted); --cuda-graph off spares the attempt, and the memory that it may hold",
            GraphChoice.Refuse(new TrainOptions(), new ExternalException("not permitted\nCUDA kernel errors might be asynchronously reported")));
        Assert.Equal(
            "--cuda-graph on: this step cannot be captured (not permitted); give auto, or leave the option out",
            Assert.Throws<InputException>(() => GraphChoice.Refuse(new TrainOptions { CudaGraph = "on" }, new ExternalException("not permitted"))).Message);
    }

    [Fact]
    public void TooLittleMemoryIsAnotherMatter()
    {
        var failure = new ExternalException("CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 79.10 GiB of which 1.02 GiB is free.");
        Assert.Equal(
            "steps go without a CUDA graph, for which there is too little of the device's memory (79.1 GiB); --cuda-graph off spares the attempt",
            GraphChoice.Refuse(new TrainOptions(), failure));
        Assert.Same(failure, Assert.Throws<ExternalException>(() => GraphChoice.Refuse(new TrainOptions { CudaGraph = "on" }, failure)));
    }

    [Fact]
    public void AnotherWordIsRefused() => Assert.Equal(
        "--cuda-graph yes: choose one of auto, on, off", Assert.Throws<InputException>(new TrainOptions { CudaGraph = "yes" }.Validate).Message);

    private static string Refusal(TrainOptions options) => Assert.Throws<InputException>(() => GraphChoice.Of(options, CPU)).Message;
}
