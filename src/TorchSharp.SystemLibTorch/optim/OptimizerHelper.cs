using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the optimizers share: a state for every parameter, and steps over whole groups by libtorch's foreach operators.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    private readonly Dictionary<Parameter, OptimizerState> _states = new(ReferenceEqualityComparer.Instance);

    private protected OptimizerHelper()
    {
    }

    public virtual StateDictionary state_dict()
    {
        var references = new List<List<int>>();
        var states = new List<OptimizerState>();
        foreach (ParamGroup group in _parameter_groups)
        {
            references.Add([]);
            foreach (Parameter parameter in group.Parameters)
            {
                references[^1].Add(states.Count);
                states.Add(_states[parameter]);
            }
        }

        return new StateDictionary([.. _parameter_groups.Select(group => group.Options)], states, references);
    }

    /// <summary>Copies options and state out of another optimizer's dictionary.</summary>
    /// <exception cref="InvalidOperationException">The groups or their parameters differ in number.</exception>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        StateDictionary own = this.state_dict();
        if (own.Options.Count != state_dict.Options.Count || own.State.Count != state_dict.State.Count)
            throw new InvalidOperationException(
                $"the state of {state_dict.Options.Count} groups and {state_dict.State.Count} parameters does not fit {own.Options.Count} and {own.State.Count}");
        for (int i = 0; i < own.Options.Count; i++) own.Options[i].LoadStateDict(state_dict.Options[i]);
        for (int i = 0; i < own.State.Count; i++) own.State[i].LoadStateDict(state_dict.State[i]);
    }

    private protected void Add<TOptions, TState>(ParamGroup<TOptions> group, TOptions defaults, Func<Parameter, TState> state)
        where TOptions : OptimizerOptions
        where TState : OptimizerState
    {
        group.Parameters = [.. group.Parameters];
        group.Options.LearningRate ??= defaults.LearningRate;
        group.Options.InitialLearningRate = group.Options.LearningRate ?? 0;
        foreach (Parameter parameter in group.Parameters)
        {
            TState created = state(parameter);
            if (!_states.TryAdd(parameter, created)) throw new ArgumentException("a parameter stands in more than one group", nameof(group));
            created.Initialize(group.Options);
        }

        base.add_param_group(group);
    }

    /// <summary>Runs one step of every group over the parameters that have a gradient.</summary>
    private protected Tensor? Step<TOptions, TState>(Action<TOptions, StepBatch<TState>> update, Func<Tensor>? closure)
        where TOptions : OptimizerOptions
        where TState : OptimizerState
    {
        Tensor? loss = closure?.Invoke();
        using IDisposable _ = no_grad();
        foreach (ParamGroup group in _parameter_groups)
        {
            using var batch = new StepBatch<TState>(group.Parameters, parameter => (TState)_states[parameter]);
            if (batch.States.Count > 0) update((TOptions)group.Options, batch);
        }

        return loss;
    }

    /// <summary>Every group that has parameters, ready for steps in two parts.</summary>
    internal IEnumerable<CapturableGroup> Capturable() =>
        _parameter_groups.Where(group => group.Parameters.Any()).Select(group => Capturable(group, parameter => _states[parameter]));

    private protected abstract CapturableGroup Capturable(ParamGroup group, Func<Parameter, OptimizerState> stateOf);

    private protected override void ReleaseState()
    {
        foreach (OptimizerState state in _states.Values) state.Release();
        _states.Clear();
    }
}

/// <summary>The parameters of a group that have a gradient, their gradients and their states, in one order.</summary>
internal sealed class StepBatch<TState> : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public StepBatch(IEnumerable<Parameter> parameters, Func<Parameter, TState> stateOf)
    {
        foreach (Parameter parameter in parameters)
        {
            if (parameter.grad is not { } gradient) continue;
            Parameters.Add(parameter);
            Gradients.Add(gradient);
            States.Add(stateOf(parameter));
        }
    }

    public List<Tensor> Parameters { get; } = [];

    /// <summary>The parameters' own gradients, which a step leaves as they are.</summary>
    public List<Tensor> Gradients { get; } = [];

    public List<TState> States { get; } = [];

    /// <summary>The gradients, negated where the aim is to maximize, and with weight decay added: new tensors if that changes anything.</summary>
    public IReadOnlyList<Tensor> Decayed(bool maximize, double weightDecay = 0)
    {
        IReadOnlyList<Tensor> gradients = maximize ? Foreach.Negated(Gradients) : Gradients;
        return weightDecay == 0 ? gradients : Foreach.Sum(gradients, Parameters, weightDecay);
    }

    public void Dispose() => _scope.Dispose();
}
