using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetFlowers.Training.Optimization;

/// <summary>Makes optimizers, and sets their learning rate.</summary>
public static class OptimizerFactory
{
    private const double AdamWDecay = 0.01;

    /// <summary>An optimizer over two groups of parameters, the first with weight decay, the second without.</summary>
    public static OptimizerHelper Create(ParameterGroups groups, OptimizerSettings settings)
    {
        double lr = settings.Lr;
        double momentum = settings.Momentum;
        bool nesterov = settings.Nesterov;
        double decay = settings.WeightDecay ?? (settings.Kind == OptimizerKind.AdamW ? AdamWDecay : 0);
        return settings.Kind switch
        {
            OptimizerKind.Adam => optim.Adam(Groups((parameters, own) => new Adam.ParamGroup(parameters, lr, weight_decay: own)), lr),
            OptimizerKind.AdamW => optim.AdamW(Groups((parameters, own) => new AdamW.ParamGroup(parameters, lr, weight_decay: own)), lr),
            OptimizerKind.Sgd => optim.SGD(
                Groups((parameters, own) => new SGD.ParamGroup(parameters, lr, momentum, weight_decay: own, nesterov: nesterov)),
                lr, momentum, nesterov: nesterov),
            _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Kind, "Not an optimizer."),
        };

        TGroup[] Groups<TGroup>(Func<IEnumerable<Parameter>, double, TGroup> group) => [group(groups.Decayed, decay), group(groups.Undecayed, 0)];
    }

    /// <summary>Sets the learning rate of every group.</summary>
    public static void SetLearningRate(this optim.Optimizer optimizer, double lr)
    {
        foreach (optim.ILearningRateController group in optimizer.ParamGroups) group.LearningRate = lr;
    }
}
