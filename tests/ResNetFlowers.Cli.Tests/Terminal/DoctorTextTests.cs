using ResNetFlowers.Cli.Terminal;
using ResNetFlowers.Diagnosis;

namespace ResNetFlowers.Cli.Tests.Terminal;

/// <summary>What <c>doctor</c> prints of machines that are not this one.</summary>
public class DoctorTextTests
{
    [Theory]
    [InlineData(null, null, null, "cuda      available, of an unknown version")] // TorchSharp on a GPU
    [InlineData(null, null, "there is no NVIDIA driver", "cuda      none")]
    [InlineData("12.8", "9.1.0", null, "cuda      12.8, cuDNN 9.1.0")]
    [InlineData("12.8", null, "there is no NVIDIA driver", "cuda      12.8, without cuDNN")]
    public void WhatThereIsOfCudaIsSaid(string? cuda, string? cudnn, string? noCuda, string expected)
    {
        DoctorReport here = Doctor.Examine();
        List<string> lines = [];

        DoctorText.Write(here with { Libtorch = here.Libtorch! with { Cuda = cuda, Cudnn = cudnn, Threads = 1 }, NoCuda = noCuda }, lines.Add, _ => { });

        Assert.Contains(expected, lines);
        Assert.Contains(lines, line => line.EndsWith(", 1 thread", StringComparison.Ordinal));
    }
}
