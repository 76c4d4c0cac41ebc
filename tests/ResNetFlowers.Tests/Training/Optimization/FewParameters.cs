using ResNetFlowers.Training.Optimization;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Training.Optimization;

/// <summary>A module of four learned parameters and a frozen one, which computes nothing.</summary>
internal sealed class FewParameters : nn.Module
{
    private readonly Parameter weight1;
    private readonly Parameter frozen;
    private readonly Parameter weight2;
    private readonly Parameter bias1;
    private readonly Parameter bias2;

    public FewParameters() : base(nameof(FewParameters))
    {
        weight1 = new Parameter(Values(3, 4));
        frozen = new Parameter(Values(5), requires_grad: false);
        weight2 = new Parameter(Values(2, 3, 1, 1));
        bias1 = new Parameter(Values(3));
        bias2 = new Parameter(Values(2));
        RegisterComponents();
    }

    /// <summary>The names and settings of golden/make_optimizers.py.</summary>
    public static IReadOnlyDictionary<string, OptimizerSettings> Settings { get; } = new Dictionary<string, OptimizerSettings>(StringComparer.Ordinal)
    {
        ["adam"] = new() { Kind = OptimizerKind.Adam, Lr = 0.01, WeightDecay = 0.1 },
        ["adamw"] = new() { Kind = OptimizerKind.AdamW, Lr = 0.01, WeightDecay = 0.05 },
        ["sgd"] = new() { Kind = OptimizerKind.Sgd, Lr = 0.01 },
        ["sgd_momentum"] = new() { Kind = OptimizerKind.Sgd, Lr = 0.01, WeightDecay = 0.01, Momentum = 0.9 },
        ["sgd_nesterov"] = new() { Kind = OptimizerKind.Sgd, Lr = 0.01, WeightDecay = 0.01, Momentum = 0.9, Nesterov = true },
    };

    /// <summary>The learned ones, in the order of an optimizer's groups.</summary>
    public IReadOnlyList<Parameter> Learned => [weight1, weight2, bias1, bias2];

    public Parameter Frozen => frozen;

    /// <summary>The bits of every learned parameter.</summary>
    public List<float[]> Bits() => [.. Learned.Select(parameter => parameter.data<float>().ToArray())];

    public OptimizerHelper Optimizer(string name) => OptimizerFactory.Create(ParameterGroups.Of(this), Settings[name]);

    /// <summary>Steps down Σw⁴ + Σw of the learned parameters; the last has no gradient while <paramref name="idle"/>.</summary>
    public void Step(optim.Optimizer optimizer, bool idle = false)
    {
        using var scope = NewDisposeScope();
        foreach (Parameter parameter in Learned) parameter.grad = null;
        foreach (Parameter parameter in Learned.SkipLast(idle ? 1 : 0)) (parameter.pow(4).sum() + parameter.sum()).backward();
        optimizer.step();
    }

    public void Set(IReadOnlyList<float[]> values)
    {
        using IDisposable _ = no_grad();
        foreach ((Parameter parameter, float[] numbers) in Learned.Zip(values))
        {
            using Tensor source = tensor(numbers, parameter.shape);
            parameter.copy_(source);
        }
    }

    private static Tensor Values(params long[] shape)
    {
        float[] values = [.. Enumerable.Range(0, (int)shape.Aggregate((a, b) => a * b)).Select(i => MathF.Sin(i + shape.Length))];
        return tensor(values, shape);
    }
}
