using ResNetFlowers.Models;
using ResNetFlowers.Training.Learning;
using ResNetFlowers.Training.Options;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Training.Learning;

public class ArithmeticTests
{
    [SystemProviderFact]
    public void TheCpuComputesInFp32UnlessAskedForBf16()
    {
        Assert.Equal(Precision.Fp32, Arithmetic.Choose("auto", CPU).Precision);
        Assert.Equal(Precision.Fp32, Arithmetic.Choose("fp32", CPU).Precision);
        Assert.Equal(Precision.Bf16, Arithmetic.Choose("bf16", CPU).Precision);
        Assert.Null(Arithmetic.Choose("bf16", CPU).Note);
    }

    [Fact]
    public void TheCpuSaysThatItHasNoTf32()
    {
        Arithmetic arithmetic = Arithmetic.Choose("tf32", CPU);

        Assert.Equal(Precision.Fp32, arithmetic.Precision);
        Assert.Equal("--precision tf32: cpu has no TensorFloat-32; it computes in fp32", arithmetic.Note);
    }

    [Fact]
    public void Fp32AndTf32CastNothing()
    {
        Assert.Null(new Arithmetic(Precision.Fp32, CPU).Casts());
        Assert.Null(new Arithmetic(Precision.Tf32, CPU).Casts());
    }

    [SystemProviderTheory]
    [InlineData("resnet18")]
    [InlineData("preact-resnet18")]
    public void InBf16WhatLiesBetweenLayersIsBf16AndWhatIsKeptFloat32(string arch)
    {
        using DisposeScope scope = NewDisposeScope();
        var arithmetic = new Arithmetic(Precision.Bf16, CPU);
        using var model = new ResNet(ResNetVariant.Named(arch), 3);
        arithmetic.Place(model);
        Tensor before = model.state_dict()["bn1.running_mean"].clone();
        IReadOnlyList<Tensor> maps;
        Tensor logits;
        using (arithmetic.Casts())
        {
            maps = model.ForwardFeatures(rand([2, 3, 64, 64]));
            logits = model.ForwardHead(maps[^1]);
        }

        nn.functional.cross_entropy(logits.to_type(float32), tensor(new long[] { 0, 2 })).backward();

        Assert.All(maps, map => Assert.Equal(ScalarType.BFloat16, map.dtype));
        Assert.Equal(ScalarType.BFloat16, logits.dtype);
        Assert.All(model.parameters(), parameter => Assert.Equal((ScalarType.Float32, ScalarType.Float32), (parameter.dtype, parameter.grad!.dtype)));
        Assert.All(model.buffers().Where(buffer => buffer.dtype != ScalarType.Int64), buffer => Assert.Equal(ScalarType.Float32, buffer.dtype));
        Assert.False(before.allclose(model.state_dict()["bn1.running_mean"]));
    }

    [SystemProviderFact]
    public void Bf16LogitsAreNearThoseOfFloat32()
    {
        using DisposeScope scope = NewDisposeScope();
        using var model = new ResNet(ResNetVariant.Named("resnet18"), 5);
        model.eval();
        Tensor images = rand([2, 3, 64, 64]);
        Tensor exact = model.call(images);
        Tensor near;
        using (new Arithmetic(Precision.Bf16, CPU).Casts()) near = model.call(images).to_type(float32);

        Assert.InRange((exact - near).abs().max().ToDouble(), 1e-9, 0.05 * exact.abs().max().ToDouble());
    }
}
