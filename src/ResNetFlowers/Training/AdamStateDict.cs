using ResNetFlowers.Formats;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetFlowers.Training;

/// <summary>Adam's state in the shape of PyTorch's <c>optimizer.state_dict()</c>, fractions as 0-d tensors.</summary>
internal static class AdamStateDict
{
    public static DictValue Describe(Adam optimizer, TensorExport tensors)
    {
        optim.Optimizer.StateDictionary own = optimizer.state_dict();
        var state = new DictValue();
        for (int i = 0; i < own.State.Count; i++)
        {
            var parameter = (Adam.State)own.State[i];
            state[i] = new DictValue
            {
                ["step"] = TensorData.Scalar(parameter.step),
                ["exp_avg"] = tensors.Add(parameter.exp_avg),
                ["exp_avg_sq"] = tensors.Add(parameter.exp_avg_sq),
            };
        }

        return new DictValue
        {
            ["state"] = state,
            ["param_groups"] = new ListValue([.. own.Options.Zip(own.StateIndexRef, (options, indices) => Group((Adam.Options)options, indices))]),
        };
    }

    private static DictValue Group(Adam.Options options, IReadOnlyList<int> indices) => new()
    {
        ["lr"] = Fraction(options.LearningRate),
        ["betas"] = new TupleValue([Fraction(options.beta1), Fraction(options.beta2)]),
        ["eps"] = Fraction(options.eps),
        ["weight_decay"] = Fraction(options.weight_decay),
        ["amsgrad"] = options.amsgrad ?? false,
        ["maximize"] = options.maximize ?? false,
        ["foreach"] = NoneValue.Instance,
        ["capturable"] = false,
        ["params"] = new ListValue([.. indices.Select(index => (CheckpointValue)(long)index)]),
    };

    private static TensorData Fraction(double? value) => TensorData.Scalar(value ?? 0);
}
