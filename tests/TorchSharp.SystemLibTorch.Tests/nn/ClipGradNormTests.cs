using System.Text.Json;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch.Tests.Nn;

/// <summary>Gradients clipped as PyTorch clips them: golden/models/clipping.json.</summary>
public class ClipGradNormTests
{
    private static readonly long[][] Shapes = [[3, 4], [2, 3, 3, 3], [5]];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Golden.Read("clipping").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void GradientsAndTheirLengthArePyTorchs(int index)
    {
        using DisposeScope scope = NewDisposeScope();
        JsonElement golden = Golden.Read("clipping")[index];
        JsonElement type = golden.GetProperty("norm_type");
        double norm = type.ValueKind == JsonValueKind.String ? double.PositiveInfinity : type.GetDouble();
        Parameter[] parameters = [.. Shapes.Select((shape, i) => WithGradient(shape, Golden.Floats(golden.GetProperty("gradients")[i]))), new(zeros(2))];

        double total = nn.utils.clip_grad_norm_(parameters, golden.GetProperty("max_norm").GetDouble(), norm);

        double expected = golden.GetProperty("total").GetDouble();
        Assert.Equal(expected, total, 1e-6 * expected);
        for (int i = 0; i < Shapes.Length; i++) Expect.Values(Shapes[i], Golden.Floats(golden.GetProperty("clipped")[i]), parameters[i].grad!);
        Assert.Null(parameters[^1].grad);
    }

    [Fact]
    public void ShortGradientsStayBitForBit()
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter parameter = WithGradient([3], [0.1f, 0.2f, -0.3f]);

        nn.utils.clip_grad_norm_([parameter], 1);

        Assert.Equal([0.1f, 0.2f, -0.3f], parameter.grad!.data<float>().ToArray());
    }

    [Fact]
    public void ALengthThatIsNoNumberSpoilsEveryGradient()
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter parameter = WithGradient([3], [1, float.NaN, 2]);

        Assert.True(double.IsNaN(nn.utils.clip_grad_norm_([parameter], 1)));

        Assert.All(parameter.grad!.data<float>().ToArray(), value => Assert.True(float.IsNaN(value)));
    }

    [Fact]
    public void WithoutGradientsThereIsNothingToClip()
    {
        using DisposeScope scope = NewDisposeScope();
        Assert.Equal(0, nn.utils.clip_grad_norm_([new Parameter(zeros(2))], 1));
        Assert.Equal(0, nn.utils.clip_grad_norm_([], 1));
    }

    [Fact]
    public void ClippingLeavesNoTensorBehind()
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter parameter = WithGradient([3], [1, 2, 3]);
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

        nn.utils.clip_grad_norm_([parameter], 1);

        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    private static Parameter WithGradient(long[] shape, float[] gradient)
    {
        var parameter = new Parameter(zeros(shape));
        parameter.grad = tensor(gradient, shape);
        return parameter;
    }
}
