using System.Runtime.InteropServices;
using ResNetFlowers.Machine;

namespace ResNetFlowers.Tests.Machine;

public class MemoryShortageTests
{
    private const long GiB = 1L << 30;

    // libtorch 1.13.
    private const string Oldest =
        "CUDA out of memory. Tried to allocate 2.00 GiB (GPU 0; 79.15 GiB total capacity; 40.25 GiB already allocated; 1.00 GiB free; 41.00 GiB reserved in total by PyTorch) " +
        "If reserved memory is >> allocated memory try setting max_split_size_mb to avoid fragmentation.";

    // 2.1, which spells so.
    private const string Older =
        "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacty of 79.00 GiB of which 512.00 MiB is free. Including non-PyTorch memory, this process has " +
        "30.00 GiB memory in use. Of the allocated memory 28.00 GiB is allocated by PyTorch, and 512.00 MiB is reserved by PyTorch but unallocated.";

    // 2.6 and later.
    private const string Newer =
        "CUDA out of memory. Tried to allocate 20.00 MiB. GPU 0 has a total capacity of 60.00 MiB of which 16.00 MiB is free. Process 7 has 1.00 GiB memory in use. Of the allocated " +
        "memory 33.00 MiB is allocated by PyTorch, with 2.00 MiB allocated in private pools (e.g., CUDA Graphs), and 10.00 MiB is reserved by PyTorch but unallocated. If reserved but";

    [Theory]
    [InlineData(Oldest)]
    [InlineData(Older)]
    [InlineData(Newer)]
    [InlineData("CUDA out of memory. Tried to allocate more than 1EB memory.")]
    [InlineData("CUDA error: out of memory\nCUDA kernel errors might be asynchronously reported at some other API call, so the stacktrace below might be incorrect.")]
    [InlineData("CUDA driver error: out of memory")]
    [InlineData("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`")]
    [InlineData("cuDNN error: CUDNN_STATUS_ALLOC_FAILED")]
    [InlineData("cuDNN error: CUDNN_STATUS_INTERNAL_ERROR_DEVICE_ALLOCATION_FAILED")]
    public void EveryWordingIsKnown(string message)
    {
        Assert.True(MemoryShortage.IsBehind(new ExternalException(message)));
        Assert.True(MemoryShortage.IsBehind(new AggregateException(new ExternalException(message))));
    }

    [Theory]
    [InlineData("CUDA error: an illegal memory access was encountered")]
    [InlineData("CUDA error: CUBLAS_STATUS_EXECUTION_FAILED when calling `cublasSgemm`")]
    [InlineData("[enforce fail at alloc_cpu.cpp:66] . DefaultCPUAllocator: can't allocate memory: you tried to allocate 8 bytes. Error code 12 (Cannot allocate memory)")]
    public void OtherFailuresAreOthers(string message) => Assert.False(MemoryShortage.IsBehind(new ExternalException(message)));

    [Fact]
    public void NothingIsNoShortage() => Assert.False(MemoryShortage.IsBehind(null));

    [Fact]
    public void WhatTheProgramHoldsCountsAsWhatItCouldHave()
    {
        Assert.Equal(new MemoryShortage((long)(79.15 * GiB), 42 * GiB), MemoryShortage.Read(Oldest));
        Assert.Equal(new MemoryShortage(79 * GiB, 29 * GiB), MemoryShortage.Read(Older));
        Assert.Equal(new MemoryShortage(60 << 20, 59 << 20), MemoryShortage.Read(Newer));
        Assert.Equal(new MemoryShortage(60 << 20, null), MemoryShortage.Read("GPU 0 has a total capacity of 60.00 MiB of which 0 bytes is free."));
        Assert.Equal(new MemoryShortage(null, null), MemoryShortage.Read("CUDA error: out of memory"));
    }

    [Fact]
    public void PeopleReadHowMuchThereWas()
    {
        Assert.Equal("79.1 GiB, of which 42.0 GiB were free; nvidia-smi tells who has the rest", MemoryShortage.Read(Oldest).ToString());
        Assert.Equal("60 MiB, of which 59 MiB were free; nvidia-smi tells who has the rest", MemoryShortage.Read(Newer).ToString());
        Assert.Equal("60 MiB, all of it free", new MemoryShortage(60 << 20, (60 << 20) - 1000).ToString());
        Assert.Equal("60 MiB", new MemoryShortage(60 << 20, null).ToString());
        Assert.Equal("", new MemoryShortage(null, null).ToString());
    }
}
