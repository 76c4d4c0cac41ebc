using ResNetFlowers.Data.Loading;
using ResNetFlowers.Models;
using ResNetFlowers.Tests.Data.Loading;
using ResNetFlowers.Training.Learning;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Training.Learning;

[Collection(Alone.Name)]
public sealed class StemWhiteningTests : IDisposable
{
    private readonly LoaderFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void WhatTheFiltersSeeIsDecorrelated()
    {
        using DisposeScope scope = NewDisposeScope();
        using var model = new ResNet(ResNetVariant.Named("resnet18"), 3);
        Tensor weight = model.state_dict()["conv1.weight"];
        double norm = (weight * weight).sum().ToDouble();
        using DataLoader loader = LoaderFixture.Loader(_fixture.Samples, new LoaderOptions { BatchSize = 4, Workers = 0 });
        StemWhitening.Apply(model, loader.Batches(1));
        Assert.Equal(norm, (weight * weight).sum().ToDouble(), norm * 1e-5);

        // Every filter stands there with both signs.
        Tensor rows = weight.reshape(64, -1).to_type(ScalarType.Float64);
        Assert.True(rows.narrow(0, 0, 32).allclose(rows.narrow(0, 32, 32) * -1));

        Tensor patches = cat([.. loader.Batches(1).Select(Patches)]);
        Tensor centered = patches - patches.mean([0L], keepdim: true);
        Tensor seen = centered.matmul(rows.narrow(0, 0, 32).t());
        double[] covariance = (seen.t().matmul(seen) / patches.shape[0]).reshape(-1).data<double>().ToArray();
        double largest = Enumerable.Range(0, 32).Max(i => covariance[i * 33]);
        for (int i = 0; i < covariance.Length; i++)
        {
            if (i % 33 != 0) Assert.InRange(Math.Abs(covariance[i]), 0, largest * 1e-4);
        }
    }

    [Fact]
    public void NoTensorIsLeft()
    {
        using var model = new ResNet(ResNetVariant.Named("d2l-resnet18"), 3, in_channels: 3);
        using DataLoader loader = LoaderFixture.Loader(_fixture.Samples, new LoaderOptions { BatchSize = 4, Workers = 0 });
        StemWhitening.Apply(model, loader.Batches(1));
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        StemWhitening.Apply(model, loader.Batches(1));
        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    private static Tensor Patches(Batch batch)
    {
        using (batch)
        {
            Tensor columns = nn.functional.unfold(batch.Images.contiguous(), 7, stride: 5);
            return columns.permute(0, 2, 1).reshape(-1, columns.shape[1]).to_type(ScalarType.Float64);
        }
    }
}
