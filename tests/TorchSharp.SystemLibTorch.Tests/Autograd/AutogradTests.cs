using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch.Tests.Autograd;

public class AutogradTests
{
    [Fact]
    public void TheGradientOfAPolynomialIsItsDerivative()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor([1f, -2, 3], requires_grad: true);

        (x.pow(3) + x * 2).sum().backward();

        Expect.Values([3], [5, 14, 29], x.grad!);
    }

    [Fact]
    public void GradientsAddUpUntilTheyAreSetToZero()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor([2f], requires_grad: true);

        (x * 3).sum().backward();
        (x * 3).sum().backward();
        Expect.Values([1], [6], x.grad!);

        x.grad!.zero_();
        (x * 3).sum().backward();
        Expect.Values([1], [3], x.grad!);
    }

    [Fact]
    public void ATensorWithoutGradientHasNone()
    {
        using Tensor t = zeros([1]);

        Assert.Null(t.grad);
        Assert.False(t.requires_grad);
    }

    [Fact]
    public void UnderNoGradNothingIsRecorded()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor([2f], requires_grad: true);

        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            Assert.False((x * 2).requires_grad);
            using (enable_grad()) Assert.True((x * 2).requires_grad);
            Assert.False(is_grad_enabled());
        }

        Assert.True(is_grad_enabled());
        Assert.True((x * 2).requires_grad);
    }

    [Fact]
    public void UnderInferenceModeNothingIsRecordedEither()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor([2f], requires_grad: true);

        using (inference_mode()) Assert.False((x * 2).requires_grad);

        Assert.True((x * 2).requires_grad);
    }

    [Fact]
    public void GradModeBelongsToItsThread()
    {
        using IDisposable off = no_grad();
        bool elsewhere = false;

        var thread = new Thread(() => elsewhere = is_grad_enabled());
        thread.Start();
        thread.Join();

        Assert.True(elsewhere);
    }

    [Fact]
    public void ADetachedTensorLeavesTheGraph()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor([2f], requires_grad: true);

        Assert.False((x * 2).detach().requires_grad);
        Assert.True((x * 2).requires_grad);
        Assert.False((x * 2).is_leaf);
    }

    [Fact]
    public void AGraphIsWalkedOnce()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor([2f], requires_grad: true);
        Tensor y = x.pow(2).sum();
        y.backward();

        Exception failure = Assert.ThrowsAny<Exception>(() => y.backward());

        Assert.Contains("backward through the graph a second time", failure.Message, StringComparison.Ordinal);
    }
}
