using ResNetFlowers.Training.Optimization;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Training.Optimization;

/// <summary>Optimizers over two groups of parameters; their steps are held to PyTorch's in OptimizerStateDictTests.</summary>
public class OptimizerFactoryTests
{
    public static TheoryData<string> Names => [.. FewParameters.Settings.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void TheOptimizerHoldsWhatIsLearnedInTwoGroups(string name)
    {
        using var model = new FewParameters();
        using OptimizerHelper optimizer = model.Optimizer(name);

        Assert.Equal(model.Learned, optimizer.parameters());
        Assert.Equal([2, 2], optimizer.ParamGroups.Cast<ParamGroup>().Select(group => group.Parameters.Count()));
    }

    [Theory]
    [InlineData(OptimizerKind.Adam, 0)]
    [InlineData(OptimizerKind.AdamW, 0.01)]
    [InlineData(OptimizerKind.Sgd, 0)]
    public void WeightDecayIsPyTorchsUnlessGiven(OptimizerKind kind, double expected)
    {
        Assert.Equal([expected, 0], Decays(new OptimizerSettings { Kind = kind, Lr = 0.1 }));
        Assert.Equal([0.5, 0], Decays(new OptimizerSettings { Kind = kind, Lr = 0.1, WeightDecay = 0.5 }));
        Assert.Equal([0, 0], Decays(new OptimizerSettings { Kind = kind, Lr = 0.1, WeightDecay = 0 }));
    }

    [Fact]
    public void TheLearningRateOfAllGroupsIsSet()
    {
        using DisposeScope scope = NewDisposeScope();
        using var model = new FewParameters();
        using OptimizerHelper optimizer = model.Optimizer("sgd");
        List<float[]> before = model.Bits();

        optimizer.SetLearningRate(0.25);
        foreach (Parameter parameter in model.Learned) parameter.grad = ones_like(parameter);
        optimizer.step();

        Assert.Equal([0.25, 0.25], optimizer.ParamGroups.Select(group => group.LearningRate));
        Assert.Equal(before.SelectMany(values => values).Select(value => value - 0.25f), model.Bits().SelectMany(values => values));
    }

    [Fact]
    public void NamesAreThoseOfTheCommandLine()
    {
        Assert.Equal(["adam", "adamw", "sgd"], OptimizerKinds.Names);
        Assert.Equal(OptimizerKind.AdamW, OptimizerKinds.Named("adamw"));
        InputException refused = Assert.Throws<InputException>(() => OptimizerKinds.Named("Adam"));
        Assert.Equal("--optimizer Adam: there is no such optimizer; choose one of adam, adamw, sgd", refused.Message);
    }

    private static double[] Decays(OptimizerSettings settings)
    {
        using var model = new FewParameters();
        using OptimizerHelper optimizer = OptimizerFactory.Create(ParameterGroups.Of(model), settings);
        return [.. optimizer.state_dict().Options.Select(options => options switch
        {
            Adam.Options adam => adam.weight_decay!.Value,
            AdamW.Options adamw => adamw.weight_decay!.Value,
            _ => ((SGD.Options)options).weight_decay!.Value,
        })];
    }
}
