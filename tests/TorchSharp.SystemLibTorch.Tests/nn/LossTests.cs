using System.Text.Json;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.SystemLibTorch.Tests.Nn;

/// <summary>Cross entropy against PyTorch's: golden/models/losses.json.</summary>
public class LossTests
{
    [Theory]
    [InlineData(0.0, "mean", Reduction.Mean)]
    [InlineData(0.0, "sum", Reduction.Sum)]
    [InlineData(0.0, "none", Reduction.None)]
    [InlineData(0.1, "mean", Reduction.Mean)]
    [InlineData(0.1, "sum", Reduction.Sum)]
    [InlineData(0.1, "none", Reduction.None)]
    [InlineData(0.3, "mean", Reduction.Mean)]
    [InlineData(0.3, "sum", Reduction.Sum)]
    [InlineData(0.3, "none", Reduction.None)]
    public void CrossEntropyAndItsGradientArePyTorchs(double smoothing, string name, Reduction reduction)
    {
        using DisposeScope scope = NewDisposeScope();
        JsonElement golden = Golden.Read("losses").EnumerateArray().Single(
            entry => entry.GetProperty("label_smoothing").GetDouble() == smoothing && entry.GetProperty("reduction").GetString() == name);
        float[] expected = Golden.Floats(golden.GetProperty("loss"));
        long[] shape = reduction == Reduction.None ? [6] : [];
        Tensor target = tensor([0L, 1, 2, 3, 4, 2]);

        Tensor scores = Scores(golden);
        Tensor loss = new CrossEntropyLoss(reduction: reduction, label_smoothing: smoothing).call(scores, target);
        loss.sum().backward();

        Expect.Values(shape, expected, loss);
        Expect.Values([6, 5], Golden.Floats(golden.GetProperty("gradient")), scores.grad!);
        Expect.Values(shape, expected, functional.cross_entropy(scores, target, reduction: reduction, label_smoothing: smoothing));
    }

    [Fact]
    public void ATargetBeyondTheClassesIsRefused()
    {
        using DisposeScope scope = NewDisposeScope();

        Exception failure = Assert.ThrowsAny<Exception>(() => functional.cross_entropy(zeros([1, 5]), tensor([5L])));

        Assert.Contains("out of bounds", failure.Message, StringComparison.Ordinal);
    }

    private static Tensor Scores(JsonElement golden)
        => tensor(Golden.Floats(golden.GetProperty("scores")), [6, 5], requires_grad: true);
}
