using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch.Tests.Accelerator;

/// <summary>What copies and streams do where there is nothing to copy to: on the CPU.</summary>
public class CopyStreamTests
{
    [Fact]
    public void OnTheCpuWhatIsStartedIsWhatComesOut()
    {
        using Tensor images = ones([2, 3]);
        using Tensor labels = tensor(new long[] { 4, 5 });

        using PendingCopy copy = new CopyStream(CPU).Start(images, labels);

        Assert.True(copy.HasArrived);
        Assert.Same(images, copy.Use()[0]);
        Assert.Same(labels, copy.Use()[1]);
    }

    [Fact]
    public void ACopyIsFreedWithItsTensors()
    {
        Tensor images = ones([2, 3]);

        new CopyStream(CPU).Start(images).Dispose();

        Assert.True(images.IsInvalid);
    }

    [Fact]
    public void StagingMemoryIsShapedAndCanBeFilled()
    {
        using Tensor staging = new CopyStream(CPU).Staging([2, 3], uint8);

        staging.bytes.Fill(7);

        Assert.Equal([2, 3], staging.shape);
        Assert.Equal(uint8, staging.dtype);
        Assert.Equal(42, staging.sum().ToInt64());
    }

    [Fact]
    public void TheCpuHasNoStreams() => Assert.Contains(
        "doesn't support acquiring a stream from pool", Assert.Throws<ExternalException>(() => DeviceStream.FromPool(CPU)).Message, StringComparison.Ordinal);

    [Fact]
    public void AnEventOfTheCpuIsNeverRecorded()
    {
        DeviceStream stream = DeviceStream.Current(CPU);

        Assert.Contains("doesn't support events", Assert.Throws<ExternalException>(stream.Record).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ADisposedEventSaysSo()
    {
        var happening = new DeviceEvent(CPU);

        Assert.True(happening.HasHappened);
        happening.Dispose();
        happening.Dispose();

        Assert.Throws<ObjectDisposedException>(() => happening.HasHappened);
    }
}
