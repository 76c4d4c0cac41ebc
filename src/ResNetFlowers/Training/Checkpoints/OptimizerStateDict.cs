using ResNetFlowers.Formats;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetFlowers.Training.Checkpoints;

/// <summary>
/// The state of Adam, AdamW or SGD in the shape of PyTorch's <c>optimizer.state_dict()</c>, fractions as 0-d tensors. The options in it
/// are for PyTorch: whoever reads the state back has made the optimizer with the options of the run.
/// </summary>
internal static class OptimizerStateDict
{
    /// <summary>What a file holds of an optimizer; good for as long as <paramref name="tensors"/>.</summary>
    public static DictValue Describe(OptimizerHelper optimizer, TensorExport tensors)
    {
        optim.Optimizer.StateDictionary own = optimizer.state_dict();
        var state = new DictValue();
        for (int i = 0; i < own.State.Count; i++) state[i] = State(own.State[i], tensors);
        return new DictValue
        {
            ["state"] = state,
            ["param_groups"] = new ListValue([.. own.Options.Zip(own.StateIndexRef, Group)]),
        };
    }

    /// <summary>Goes on where a file left off. A parameter of which the file says nothing starts anew, as in PyTorch.</summary>
    /// <param name="optimizer">An optimizer over the same groups of parameters.</param>
    /// <param name="stored">What <see cref="Describe"/> or PyTorch's <c>state_dict()</c> gave.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="InputException">The state is that of another optimizer or of other parameters.</exception>
    public static void Load(OptimizerHelper optimizer, DictValue stored, string path)
    {
        optim.Optimizer.StateDictionary own = optimizer.state_dict();
        try
        {
            long[] ids = [.. ParameterIds(stored, own)];
            DictValue states = stored.TryGet("state", out DictValue? found) ? found : throw new FormatException("it has no 'state'");
            Parameter[] parameters = [.. optimizer.parameters()];
            for (int i = 0; i < ids.Length; i++)
            {
                var fields = new OptimizerStateFields(ids[i], states.TryGet(ids[i], out DictValue? state) ? state : []);
                Load(own.State[i], parameters[i], fields);
            }

            foreach ((DictKey key, _) in states)
            {
                if (key.Text is not null || !ids.Contains(key.Number)) throw new FormatException($"its 'state' speaks of a parameter {key} that no group has");
            }
        }
        catch (FormatException exception)
        {
            throw new InputException(
                $"{path}: its optimizer does not fit this run ({exception.Message}); go on with the options that the run was started with", exception);
        }
    }

    private static DictValue State(OptimizerState state, TensorExport tensors)
    {
        return state switch
        {
            Adam.State adam => Moments(adam.step, adam.exp_avg, adam.exp_avg_sq),
            AdamW.State adamw => Moments(adamw.step, adamw.exp_avg, adamw.exp_avg_sq),
            SGD.State sgd => new DictValue { ["momentum_buffer"] = sgd.momentum_buffer is { } buffer ? tensors.Add(buffer) : NoneValue.Instance },
            _ => throw Unknown(state),
        };

        DictValue Moments(long step, Tensor mean, Tensor square) => new()
        {
            ["step"] = TensorData.Scalar(step),
            ["exp_avg"] = tensors.Add(mean),
            ["exp_avg_sq"] = tensors.Add(square),
        };
    }

    private static CheckpointValue Group(OptimizerOptions options, List<int> indices)
    {
        return options switch
        {
            Adam.Options adam => AdamGroup(adam.beta1, adam.beta2, adam.eps, adam.weight_decay),
            AdamW.Options adamw => AdamGroup(adamw.beta1, adamw.beta2, adamw.eps, adamw.weight_decay),
            SGD.Options sgd => new DictValue
            {
                ["lr"] = Fraction(sgd.LearningRate),
                ["momentum"] = Fraction(sgd.momentum),
                ["dampening"] = Fraction(sgd.dampening),
                ["weight_decay"] = Fraction(sgd.weight_decay),
                ["nesterov"] = sgd.nesterov ?? false,
                ["maximize"] = false,
                ["foreach"] = NoneValue.Instance,
                ["differentiable"] = false,
                ["params"] = Params(),
            },
            _ => throw Unknown(options),
        };

        DictValue AdamGroup(double? beta1, double? beta2, double? eps, double? weightDecay) => new()
        {
            ["lr"] = Fraction(options.LearningRate),
            ["betas"] = new TupleValue([Fraction(beta1), Fraction(beta2)]),
            ["eps"] = Fraction(eps),
            ["weight_decay"] = Fraction(weightDecay),
            ["amsgrad"] = false,
            ["maximize"] = false,
            ["foreach"] = NoneValue.Instance,
            ["capturable"] = false,
            ["params"] = Params(),
        };

        ListValue Params() => new([.. indices.Select(index => (CheckpointValue)(long)index)]);
    }

    private static TensorData Fraction(double? value) => TensorData.Scalar(value ?? 0);

    // PyTorch numbers parameters as it likes; they go by their order in the groups.
    private static IEnumerable<long> ParameterIds(DictValue stored, optim.Optimizer.StateDictionary own)
    {
        if (!stored.TryGet("param_groups", out ListValue? groups)) throw new FormatException("it has no 'param_groups'");
        if (groups.Items.Count != own.StateIndexRef.Count)
            throw new FormatException($"{groups.Items.Count} groups of parameters instead of {own.StateIndexRef.Count}");
        foreach ((CheckpointValue group, List<int> indices) in groups.Items.Zip(own.StateIndexRef))
        {
            if (group is not DictValue fields || !fields.TryGet("params", out ListValue? ids)) throw new FormatException("a group has no 'params'");
            if (ids.Items.Count != indices.Count) throw new FormatException($"a group of {ids.Items.Count} parameters instead of {indices.Count}");
            foreach (CheckpointValue id in ids.Items) yield return id is IntegerValue number ? number.Value : throw new FormatException("'params' are no numbers");
        }
    }

    private static void Load(OptimizerState state, Parameter parameter, OptimizerStateFields stored)
    {
        switch (state)
        {
            case Adam.State adam:
                adam.step = stored.Step();
                stored.CopyTo(adam.exp_avg, "exp_avg");
                stored.CopyTo(adam.exp_avg_sq, "exp_avg_sq");
                break;
            case AdamW.State adamw:
                adamw.step = stored.Step();
                stored.CopyTo(adamw.exp_avg, "exp_avg");
                stored.CopyTo(adamw.exp_avg_sq, "exp_avg_sq");
                break;
            case SGD.State sgd:
                sgd.momentum_buffer?.Dispose();
                sgd.momentum_buffer = stored.NewTensor("momentum_buffer", parameter);
                break;
            default:
                throw Unknown(state);
        }
    }

    private static ArgumentException Unknown(object part) => new($"{part.GetType()} belongs to no optimizer of this program");
}
