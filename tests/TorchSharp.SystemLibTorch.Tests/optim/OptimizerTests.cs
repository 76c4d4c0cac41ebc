using System.Text.Json;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch.Tests.Optim;

/// <summary>Five steps down Σw⁴ + Σw against PyTorch's: golden/models/optimizers.json.</summary>
public class OptimizerTests
{
    private static readonly Dictionary<string, Func<Parameter[], optim.Optimizer>> Optimizers = new(StringComparer.Ordinal)
    {
        ["sgd"] = p => optim.SGD(p, 0.01),
        ["sgd_momentum"] = p => optim.SGD(p, 0.01, momentum: 0.9, dampening: 0.1, weight_decay: 0.01),
        ["sgd_nesterov"] = p => optim.SGD(p, 0.01, momentum: 0.9, weight_decay: 1e-4, nesterov: true),
        ["adam"] = p => optim.Adam(p, 0.01),
        ["adam_decay"] = p => optim.Adam(p, 0.01, beta1: 0.8, beta2: 0.99, eps: 1e-6, weight_decay: 0.1),
        ["adam_amsgrad"] = p => optim.Adam(p, 0.01, amsgrad: true),
        ["adamw"] = p => optim.AdamW(p, 0.01, weight_decay: 0.05),
    };

    public static TheoryData<string> Names => [.. Optimizers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void FiveStepsFollowPyTorchs(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter weight = Start();
        using optim.Optimizer optimizer = Optimizers[name]([weight]);

        foreach (JsonElement expected in Golden.Read("optimizers").GetProperty(name).EnumerateArray())
        {
            optimizer.zero_grad();
            (weight.pow(4).sum() + weight.sum()).backward();
            optimizer.step();

            Expect.Values([6], Golden.Floats(expected), weight, 1e-6);
        }

        Assert.True(weight.is_leaf);
        Assert.True(weight.requires_grad);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void StepsLeaveNoTensorBehind(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter weight = Start();
        using optim.Optimizer optimizer = Optimizers[name]([weight]);
        Step(weight, optimizer);
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

        for (int i = 0; i < 5; i++) Step(weight, optimizer);

        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void AParameterWithoutGradientStays()
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter weight = Start();
        Parameter idle = Start();
        using Adam optimizer = optim.Adam([weight, idle], 0.01);

        weight.sum().backward();
        optimizer.step();

        Expect.Values([6], [1, -0.5f, 0.25f, 2, -1.5f, 0], idle);
        Expect.Values([6], [0.99f, -0.51f, 0.24f, 1.99f, -1.51f, -0.01f], weight);
    }

    [Fact]
    public void StepsOutliveTheScopeTheyWereTakenIn()
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter weight = Start();
        using optim.Optimizer optimizer = Optimizers["sgd_momentum"]([weight]);

        foreach (JsonElement expected in Golden.Read("optimizers").GetProperty("sgd_momentum").EnumerateArray())
        {
            using (NewDisposeScope()) Step(weight, optimizer);
            Expect.Values([6], Golden.Floats(expected), weight);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AStepLeavesTheGradientAsItIs(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter weight = Start();
        using optim.Optimizer optimizer = Optimizers[name]([weight]);

        for (int i = 0; i < 2; i++)
        {
            weight.grad = tensor([1f, 2, 3, 4, 5, 6]);
            optimizer.step();
            Expect.Values([6], [1, 2, 3, 4, 5, 6], weight.grad!);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ALoadedStateGoesOnWhereItWasSaved(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter weight = Start();
        using var optimizer = (OptimizerHelper)Optimizers[name]([weight]);
        Step(weight, optimizer);
        Step(weight, optimizer);
        var other = new Parameter(weight.detach().clone());
        using var resumed = (OptimizerHelper)Optimizers[name]([other]);

        resumed.load_state_dict(optimizer.state_dict());
        Step(weight, optimizer);
        Step(other, resumed);

        Assert.Equal(weight.data<float>().ToArray(), other.data<float>().ToArray());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void HowAGradientLiesInMemoryDoesNotMatter(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor start = randn([2, 3, 4, 5]);
        var weights = new Parameter(start.clone());
        var same = new Parameter(start.clone());
        var channelsLast = new Parameter(ChannelsLast(start));
        using optim.Optimizer optimizer = Optimizers[name]([weights, same, channelsLast]);

        for (int i = 0; i < 3; i++)
        {
            Tensor gradient = randn([2, 3, 4, 5]);
            weights.grad = gradient;
            same.grad = ChannelsLast(gradient);
            channelsLast.grad = ChannelsLast(gradient);
            optimizer.step();
        }

        Assert.NotEqual(weights.stride(), channelsLast.stride());
        Assert.True(weights.allclose(same, rtol: 1e-6, atol: 1e-7));
        Assert.True(weights.allclose(channelsLast, rtol: 1e-6, atol: 1e-7));
        Assert.False(weights.allclose(start, rtol: 1e-6, atol: 1e-7));
    }

    [Fact]
    public void MaximizingStepsTheOtherWay()
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (Func<Parameter, optim.Optimizer> create in new Func<Parameter, optim.Optimizer>[]
        {
            weight => optim.SGD([weight], 0.01, maximize: true),
            weight => optim.Adam([weight], 0.01, maximize: true),
            weight => optim.AdamW([weight], 0.01, weight_decay: 0, maximize: true),
        })
        {
            Parameter weight = Start();
            using optim.Optimizer optimizer = create(weight);
            weight.sum().backward();

            optimizer.step();

            Expect.Values([6], [1.01f, -0.49f, 0.26f, 2.01f, -1.49f, 0.01f], weight);
        }
    }

    [Fact]
    public void ZeroedGradientsStayWhereTheyAre()
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter weight = Start();
        Parameter idle = Start();
        using optim.Optimizer optimizer = optim.SGD([weight, idle], 0.1);
        weight.sum().backward();
        using Tensor gradient = weight.grad!;

        optimizer.zero_grad();

        Expect.Values([6], new float[6], gradient);
        Assert.Null(idle.grad);
    }

    private static Parameter Start() => new(tensor([1f, -0.5f, 0.25f, 2, -1.5f, 0]));

    private static Tensor ChannelsLast(Tensor tensor) => tensor.permute(0, 2, 3, 1).clone().contiguous().permute(0, 3, 1, 2);

    private static void Step(Parameter weight, optim.Optimizer optimizer)
    {
        using DisposeScope scope = NewDisposeScope();
        optimizer.zero_grad();
        (weight.pow(4).sum() + weight.sum()).backward();
        optimizer.step();
    }
}
