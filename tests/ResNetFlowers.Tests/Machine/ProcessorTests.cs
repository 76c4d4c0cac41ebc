using ResNetFlowers.Machine;

namespace ResNetFlowers.Tests.Machine;

public class ProcessorTests
{
    private const string X86 = "processor\t: 0\nmodel name\t: AMD EPYC 9B14\nflags\t\t: fpu sse4_2 avx2 avx fma avx512f popcnt amx_bf16 bmi1\n\nprocessor\t: 1\nmodel name\t: another\n";
    private const string Arm = "processor\t: 0\nFeatures\t: fp asimd evtstrm sve bf16 i8mm\n";

    [Fact]
    public void WhatMattersIsPickedSimpleOnesFirst()
    {
        Assert.Equal(["sse4_2", "fma", "avx", "avx2", "avx512f", "amx_bf16"], Processor.SetsOf(X86));
        Assert.Equal(["asimd", "sve", "i8mm", "bf16"], Processor.SetsOf(Arm));
        Assert.Empty(Processor.SetsOf(""));
    }

    [Fact]
    public void AFieldIsTheFirstOfItsName()
    {
        Assert.Equal("AMD EPYC 9B14", Processor.Field(X86, "model name"));
        Assert.Null(Processor.Field(Arm, "model name"));
        Assert.Null(Processor.Field(X86, "model"));
    }

    [Fact]
    public void ThisOneHasAName() => Assert.NotEqual("", Processor.Name.Trim());
}
