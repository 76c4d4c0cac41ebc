using ResNetFlowers.Training.Optimization;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Training.Optimization;

/// <summary>The moving average of weights, on a convolution with its batch normalisation.</summary>
[Collection(Alone.Name)]
public sealed class WeightAverageTests : IDisposable
{
    private readonly Sequential _model = Net();
    private readonly Sequential _average = Net();

    public void Dispose()
    {
        _model.Dispose();
        _average.Dispose();
    }

    [Fact]
    public void ItBeginsAsTheModelAndDoesNotLearn()
    {
        _model.train();
        using var average = new WeightAverage(_model, _average, 0.9);

        Assert.Equal(Bits(_model), Bits(_average));
        Assert.False(_average.training);
        Assert.All(_average.parameters(), parameter => Assert.False(parameter.requires_grad));
        Assert.All(_model.parameters(), parameter => Assert.True(parameter.requires_grad));
        Assert.Equal(0, average.Updates);
    }

    [Fact]
    public void UpdatesFollowTheFormula()
    {
        using var average = new WeightAverage(_model, _average, 0.4);
        Dictionary<string, double[]> expected = Values(_model);
        for (int t = 0; t < 8; t++)
        {
            Change(t);
            average.Update();

            // (1 + t)/(10 + t) passes 0.4 at t = 5.
            double decay = t < 5 ? (1.0 + t) / (10.0 + t) : 0.4;
            foreach ((string key, double[] values) in Values(_model))
            {
                bool counts = key.EndsWith("num_batches_tracked", StringComparison.Ordinal);
                for (int i = 0; i < values.Length; i++) expected[key][i] = counts ? values[i] : decay * expected[key][i] + (1 - decay) * values[i];
            }

            foreach ((string key, double[] values) in Values(_average))
            {
                for (int i = 0; i < values.Length; i++) Assert.Equal(expected[key][i], values[i], 1e-6);
            }
        }

        Assert.Equal(8, average.Updates);
        Assert.Equal(8, _average.state_dict()["norm.num_batches_tracked"].ToInt64());
    }

    [Fact]
    public void ItGoesOnBitForBitFromItsStateDictAndCount()
    {
        using var straight = new WeightAverage(_model, _average, 0.999);
        for (int t = 0; t < 3; t++) Advance(straight, t);
        using Sequential saved = Net();
        saved.load_state_dict(_average.state_dict());
        using Sequential model = Net();
        model.load_state_dict(_model.state_dict());
        for (int t = 3; t < 6; t++) Advance(straight, t);
        List<byte[]> expected = Bits(_average);

        _model.load_state_dict(model.state_dict());
        using Sequential second = Net();
        using var resumed = new WeightAverage(_model, second, 0.999) { Updates = 3 };
        second.load_state_dict(saved.state_dict());
        for (int t = 3; t < 6; t++) Advance(resumed, t);

        Assert.Equal(expected, Bits(second));
    }

    [Fact]
    public void WhatDoesNotChangeStaysBitForBit()
    {
        using var average = new WeightAverage(_model, _average, 0.97);
        for (int t = 0; t < 50; t++) average.Update();
        Assert.Equal(Bits(_model), Bits(_average));
    }

    [Fact]
    public void UpdatesLeaveNoTensorAndNoGraphBehind()
    {
        using var average = new WeightAverage(_model, _average, 0.9);
        average.Update();
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

        for (int t = 0; t < 3; t++) average.Update();

        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
        Assert.All(_average.parameters(), parameter => Assert.True(parameter.is_leaf));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void ADecayOutOfRangeIsRefused(double decay) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new WeightAverage(_model, _average, decay));

    [Fact]
    public void ANetworkOfAnotherShapeIsRefused()
    {
        using Linear other = nn.Linear(2, 2);
        Assert.Throws<InvalidOperationException>(() => new WeightAverage(_model, other, 0.9));
    }

    private static Sequential Net() => nn.Sequential(("conv", nn.Conv2d(3, 4, 3)), ("norm", nn.BatchNorm2d(4)));

    private void Advance(WeightAverage average, int t)
    {
        Change(t);
        average.Update();
    }

    /// <summary>As a step would: other weights, other statistics, one batch more.</summary>
    private void Change(int t)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable _ = no_grad();
        foreach (Tensor tensor in _model.state_dict().Values)
        {
            if (tensor.is_floating_point()) tensor.mul_(1 + 0.1 * Math.Sin(t)).add_(0.05 * Math.Cos(t));
            else tensor.add_(1);
        }
    }

    private static List<byte[]> Bits(nn.Module module) => [.. module.state_dict().Values.Select(tensor => tensor.bytes.ToArray())];

    private static Dictionary<string, double[]> Values(nn.Module module)
    {
        using DisposeScope scope = NewDisposeScope();
        return module.state_dict().ToDictionary(
            entry => entry.Key, entry => entry.Value.detach().to_type(float64).data<double>().ToArray(), StringComparer.Ordinal);
    }
}
