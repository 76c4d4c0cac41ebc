using System.Text.Json;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.SystemLibTorch.Tests.Nn;

[Collection(Alone.Name)]
public class InitTests
{
    /// <summary>The same seed fills the same weights as PyTorch: golden/models/initial.json.</summary>
    [Fact]
    public void KaimingNormalDrawsPyTorchsNumbers() => DrawsPyTorchsNumbers(
        "initial",
        weight => init.kaiming_normal_(weight, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU),
        shape => Math.Sqrt(2.0 / (shape[0] * shape[2] * shape[3])));

    /// <summary>The same seed fills the same weights as PyTorch: golden/models/initial_xavier.json.</summary>
    [Fact]
    public void XavierUniformDrawsPyTorchsNumbers() => DrawsPyTorchsNumbers(
        "initial_xavier",
        weight => init.xavier_uniform_(weight),
        shape => Math.Sqrt(2.0 / ((shape[0] + shape[1]) * shape.Skip(2).Aggregate(1L, (product, side) => product * side))));

    [Fact]
    public void XavierUniformScalesByItsGain()
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(0);
        Tensor plain = init.xavier_uniform_(empty([3, 4]));
        manual_seed(0);
        Assert.True(init.xavier_uniform_(empty([3, 4]), gain: 2).allclose(plain * 2));
    }

    [Fact]
    public void ConstantsFillInPlace()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor t = empty([2]);

        Expect.Values([2], [3, 3], init.constant_(t, 3));
        Expect.Values([2], [0, 0], init.zeros_(t));
        Expect.Values([2], [1, 1], init.ones_(t));
    }

    [Fact]
    public void AParameterIsFilledWithoutARecord()
    {
        using Modules.Linear linear = Linear(3, 2);

        init.normal_(linear.weight!, 0, 0.01);

        Assert.True(linear.weight!.is_leaf);
        Assert.True(linear.weight!.requires_grad);
    }

    private static void DrawsPyTorchsNumbers(string name, Func<Tensor, Tensor> initialize, Func<long[], double> expectedDeviation)
    {
        foreach (JsonElement golden in Golden.Read(name).EnumerateArray())
        {
            using DisposeScope scope = NewDisposeScope();
            long[] shape = [.. golden.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
            manual_seed(0);

            Tensor weight = initialize(empty(shape));

            float[] values = weight.data<float>().ToArray();
            double mean = values.Average(value => (double)value);
            double deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
            Assert.Equal(golden.GetProperty("std").GetDouble(), deviation, 1e-7);
            Expect.Values([4], Golden.Floats(golden.GetProperty("first")), weight.view(-1).narrow(0, 0, 4));
            Assert.Equal(expectedDeviation(shape), deviation, 1e-3);
        }
    }
}
