using System.Diagnostics;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch.Tests.Native;

/// <summary>
/// Every way in which a native tensor changes hands, some hundred times with a megabyte each: what is not given back shows as
/// a hundred megabytes and more of the process's memory.
/// </summary>
[Collection(Alone.Name)]
public class LeakTests
{
    private const int Elements = 1 << 18;
    private const long Allowed = 75L << 20;

    public static TheoryData<string> Names => [.. Ways.Keys];

    private static readonly Dictionary<string, Action> Ways = new(StringComparer.Ordinal)
    {
        ["a result"] = () => _ = ones([Elements]) + 1,
        ["a result in place"] = () => ones([Elements]).add_(1),
        ["two results"] = () => ones([Elements]).view(1, -1).max(1),
        ["a list of results"] = () => ones([Elements]).split(Elements / 4),
        ["a list of arguments"] = () => cat([ones([Elements]), ones([Elements])]),
        ["an array"] = () => tensor(new float[Elements]),
        ["a gradient"] = () =>
        {
            Tensor weight = ones([Elements], requires_grad: true);
            (weight * 2).sum().backward();
            _ = weight.grad! + 1;
            weight.grad = ones([Elements]);
        },
        ["a failure"] = () =>
        {
            Tensor t = ones([Elements]);
            Assert.Throws<ExternalException>(() => t.matmul(zeros([3, 3])));
        },
        ["a shared copy"] = () => ones([Elements]).alias().detach(),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void NativeMemoryIsGivenBack(string name)
    {
        Repeat(Ways[name], 20);
        long before = Memory();

        Repeat(Ways[name], 150);

        Assert.InRange(Memory() - before, long.MinValue, Allowed);
    }

    [Fact]
    public void ATensorThatNobodyHoldsIsCollected()
    {
        Repeat(() => _ = zeros([Elements]).DetachFromDisposeScope(), 50);
        Collect();
        long before = Memory();

        for (int i = 0; i < 4; i++)
        {
            Repeat(() => _ = ones([Elements]).DetachFromDisposeScope(), 50);
            Collect();
        }

        Assert.InRange(Memory() - before, long.MinValue, Allowed);
    }

    private static void Repeat(Action action, int times)
    {
        for (int i = 0; i < times; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            action();
        }
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private static long Memory()
    {
        using Process process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
