using System.Runtime.InteropServices;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch.Tests.Native;

/// <summary>A failure in libtorch becomes an exception of .NET with libtorch's message, and harms nothing that comes after it.</summary>
public class ErrorTests
{
    [Fact]
    public void TheMessageIsLibtorchs()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = zeros([2, 3]);
        Tensor b = zeros([4, 5]);

        ExternalException failure = Assert.Throws<ExternalException>(() => a.matmul(b));

        Assert.Contains("mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("frame #", failure.Message, StringComparison.Ordinal);
        Expect.Values([2, 2], [0, 0, 0, 0], a.matmul(zeros([3, 2])));
    }

    [Fact]
    public void AnErrorInTheBackwardPassIsCaughtToo()
    {
        using Tensor t = zeros([2], requires_grad: true);

        ExternalException failure = Assert.Throws<ExternalException>(() => t.backward());

        Assert.Contains("grad can be implicitly created only for scalar outputs", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ADisposedTensorSaysSo()
    {
        Tensor t = zeros([2]);
        t.Dispose();
        t.Dispose();
        using Tensor other = zeros([2]);

        Assert.Throws<ObjectDisposedException>(() => t.shape);
        Assert.Throws<ObjectDisposedException>(() => t + other);
        Assert.Throws<ObjectDisposedException>(() => other + t);
        Assert.Throws<ObjectDisposedException>(() => t.data<float>());
    }

    [Fact]
    public void AnUnknownOperatorIsNamed()
    {
        ExternalException failure = Assert.Throws<ExternalException>(() => new Operator("aten::no_such_thing").Run());

        Assert.Contains("aten::no_such_thing", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongArgumentsAreRefusedAndNotRead()
    {
        using Tensor t = zeros([2]);
        var add = new Operator("aten::add", "Tensor");

        Assert.Throws<ExternalException>(() => add.Tensor(t));
        Assert.Throws<ExternalException>(() => add.Tensor(t, true, 1L, 1L, 1L));
        Assert.Throws<ExternalException>(() => add.Tensor(t, new long[] { 1, 2 }));
    }

    [Fact]
    public void EachThreadKeepsItsOwnMessage()
    {
        Parallel.For(2, 34, i =>
        {
            using Tensor a = zeros([i, i]);
            using Tensor b = zeros([1000 + i, 1]);

            ExternalException failure = Assert.Throws<ExternalException>(() => a.matmul(b));

            Assert.Contains($"({i}x{i} and {1000 + i}x1)", failure.Message, StringComparison.Ordinal);
        });
    }
}
