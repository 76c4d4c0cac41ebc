using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch.Tests.Accelerator;

/// <summary>Steps in two parts make of weights what plain steps make of them, but for rounding.</summary>
public class CapturableOptimizerTests
{
    public static TheoryData<string> Names => [.. Kinds.Keys];

    private static readonly Dictionary<string, Func<Parameter[], OptimizerHelper>> Kinds = new(StringComparer.Ordinal)
    {
        ["adam"] = parameters => optim.Adam(parameters, 0.1),
        ["adam, decay"] = parameters => optim.Adam(parameters, 0.1, weight_decay: 0.1),
        ["adam, amsgrad"] = parameters => optim.Adam(parameters, 0.1, amsgrad: true),
        ["adamw"] = parameters => optim.AdamW(parameters, 0.1, weight_decay: 0.1),
        ["adam, two groups"] = parameters => optim.Adam(
            [new Adam.ParamGroup(parameters[..1], 0.1, weight_decay: 0.1), new Adam.ParamGroup(parameters[1..], 0.1), new Adam.ParamGroup([], 0.1)]),
        ["sgd"] = parameters => optim.SGD(parameters, 0.1),
        ["sgd, momentum"] = parameters => optim.SGD(parameters, 0.1, momentum: 0.9, weight_decay: 0.1),
        ["sgd, nesterov"] = parameters => optim.SGD(parameters, 0.1, momentum: 0.9, nesterov: true),
        ["sgd, maximize"] = parameters => optim.SGD(parameters, 0.1, momentum: 0.9, dampening: 0.1, maximize: true),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void WeightsAreThoseOfPlainSteps(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter[] plain = Parameters();
        Parameter[] twofold = [.. plain.Select(parameter => new Parameter(parameter.detach().clone()))];
        using OptimizerHelper one = Kinds[name](plain);
        using OptimizerHelper other = Kinds[name](twofold);
        using var capturable = new CapturableOptimizer(other);

        for (int step = 0; step < 6; step++)
        {
            double lr = 0.1 / (step + 1);
            foreach ((Parameter first, Parameter second) in plain.Zip(twofold))
            {
                first.grad = randn(first.shape);
                second.grad = first.grad!.clone();
            }

            SetLr(one, lr);
            one.step();
            SetLr(other, lr);
            capturable.Prepare();
            // What a graph holds cannot see this.
            SetLr(other, double.NaN);
            capturable.Run();

            foreach ((Parameter first, Parameter second) in plain.Zip(twofold))
                Assert.True(first.allclose(second, rtol: 1e-5, atol: 1e-6), $"step {step} of {name}");
        }
    }

    [Fact]
    public void StepsAreCounted()
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter[] parameters = Parameters();
        using Adam adam = optim.Adam(parameters, 0.1);
        using var capturable = new CapturableOptimizer(adam);
        capturable.Prepare();
        capturable.Prepare();

        Assert.All(adam.state_dict().State, state => Assert.Equal(2, ((Adam.State)state).step));
    }

    [Fact]
    public void TheHostIsNotAsked()
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter[] parameters = Parameters();
        foreach (Parameter parameter in parameters) parameter.grad = randn(parameter.shape);
        using Adam adam = optim.Adam(parameters, 0.1);
        using var capturable = new CapturableOptimizer(adam);
        long before = HostReads.Count;

        capturable.Prepare();
        capturable.Run();

        Assert.Equal(before, HostReads.Count);
    }

    [Fact]
    public void AParameterWithoutGradientIsRefused()
    {
        using DisposeScope scope = NewDisposeScope();
        using SGD sgd = optim.SGD(Parameters(), 0.1);
        using var capturable = new CapturableOptimizer(sgd);
        capturable.Prepare();

        Assert.Throws<InvalidOperationException>(capturable.Run);
    }

    private static Parameter[] Parameters() => [new Parameter(randn([3, 4])), new Parameter(randn([5]))];

    private static void SetLr(optim.Optimizer optimizer, double lr)
    {
        foreach (optim.ILearningRateController group in optimizer.ParamGroups) group.LearningRate = lr;
    }
}
