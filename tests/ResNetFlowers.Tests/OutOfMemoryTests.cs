using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests;

public class OutOfMemoryTests
{
    private const string Newer = "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 79.10 GiB of which 1.02 GiB is free.";

    [Fact]
    public void WhereNobodyChoseTheSizeAnotherDeviceIsTheMend()
    {
        var failure = new ExternalException(Newer);

        InputException refused = Assert.Throws<InputException>(() => OutOfMemory.Explained<int>("cuda:0", () => throw failure));

        Assert.Equal("--device cuda:0: the network and its photos do not fit into the device's memory (79.1 GiB); give --device cpu", refused.Message);
        Assert.Same(failure, refused.InnerException);
    }

    [Fact]
    public void WhatFitsIsDone() => Assert.Equal(3, OutOfMemory.Explained("cpu", () => 3));

    [Fact]
    public void AnotherFailureIsNotHidden()
    {
        var failure = new ExternalException("CUDA error: an illegal memory access was encountered");
        Assert.Same(failure, Assert.Throws<ExternalException>(() => OutOfMemory.Explained<int>("cuda", () => throw failure)));
        Assert.Same(failure, Assert.Throws<ExternalException>(() => OutOfMemory.Fits(() => throw failure)));
    }

    [Fact]
    public void AShortageIsNoExceptionOfAnotherKind() => Assert.False(OutOfMemory.Is(new InvalidOperationException(Newer)));

    [Fact]
    public void WhetherWorkFitsIsTried()
    {
        Assert.True(OutOfMemory.Fits(() => { }));
        Assert.False(OutOfMemory.Fits(() => throw new ExternalException(Newer)));
    }

    [Fact]
    public void TheCpuKeepsNothingToGiveBack()
    {
        OutOfMemory.EmptyCache(CPU);
        Assert.Equal("the device's memory (nvidia-smi tells who has it)", OutOfMemory.Memory(new ExternalException("CUDA error: out of memory"), "cpu"));
    }
}
