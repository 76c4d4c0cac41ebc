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

    [Fact]
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
            GraphChoice.Refuse("auto", "not permitted\nCUDA kernel errors might be asynchronously reported"));
        Assert.Equal(
            "--cuda-graph on: this step cannot be captured (not permitted); give auto, or leave the option out",
            Assert.Throws<InputException>(() => GraphChoice.Refuse("on", "not permitted")).Message);
    }

    [Fact]
    public void AnotherWordIsRefused() => Assert.Equal(
        "--cuda-graph yes: choose one of auto, on, off", Assert.Throws<InputException>(new TrainOptions { CudaGraph = "yes" }.Validate).Message);

    private static string Refusal(TrainOptions options) => Assert.Throws<InputException>(() => GraphChoice.Of(options, CPU)).Message;
}
