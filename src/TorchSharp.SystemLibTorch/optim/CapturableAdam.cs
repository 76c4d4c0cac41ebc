using TorchSharp.SystemLibTorch;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// The step of Adam and AdamW: <see cref="FusedAdam"/> where libtorch has that, else with c₁ = 1 − β₁ᵗ and c₂ = 1 − β₂ᵗ:
/// weight += mean / ((√square / √c₂ + ε) · (−c₁ / lr)).
/// </summary>
internal sealed class CapturableAdam : CapturableGroup
{
    private readonly ParamGroup _group;
    private readonly AdamOptions _options;
    private readonly Func<Parameter, OptimizerState> _stateOf;
    private readonly bool _isDecoupled;
    private readonly bool _isFused;

    // For the fused step.
    private readonly Tensor _step;
    private readonly Tensor _rate;

    // For the operators.
    private readonly Tensor _rootScale;
    private readonly Tensor _denominatorScale;
    private readonly Tensor _keep;

    /// <param name="group">At least one parameter, its options complete.</param>
    /// <param name="stateOf">What is remembered of a parameter.</param>
    /// <param name="isDecoupled">Whether weight decay shrinks the weights (AdamW) or is added to the gradient (Adam).</param>
    public CapturableAdam(ParamGroup group, Func<Parameter, OptimizerState> stateOf, bool isDecoupled)
    {
        _group = group;
        _options = (AdamOptions)group.Options;
        _stateOf = stateOf;
        _isDecoupled = isDecoupled;
        _isFused = FusedAdam.Fits([.. group.Parameters], States());
        _step = Number(group.Parameters);
        _rate = Number(group.Parameters);
        _rootScale = Number(group.Parameters);
        _denominatorScale = Number(group.Parameters);
        _keep = Number(group.Parameters);
    }

    public override void Prepare()
    {
        AdamState[] states = States();
        long step = states[0].step + 1;
        if (states.Any(state => state.step != step - 1)) throw new InvalidOperationException("parameters of a group are at different steps");
        foreach (AdamState state in states) state.step = step;

        double lr = _options.LearningRate!.Value;
        if (_isFused)
        {
            _step.fill_(step);
            _rate.fill_(lr);
            return;
        }

        _rootScale.fill_(1 / Math.Sqrt(1 - Math.Pow(_options.beta2!.Value, step)));
        _denominatorScale.fill_(-(1 - Math.Pow(_options.beta1!.Value, step)) / lr);
        _keep.fill_(1 - lr * _options.weight_decay!.Value);
    }

    public override void Run()
    {
        using StepBatch<AdamState> batch = Batch<AdamState>(_group.Parameters, _stateOf);
        if (_isFused) FusedAdam.Run(_options, _isDecoupled, batch.Parameters, batch.Gradients, batch.States, _step, _rate);
        else RunOperators(batch);
    }

    private void RunOperators(StepBatch<AdamState> batch)
    {
        bool decays = _options.weight_decay is not 0;
        if (_isDecoupled && decays) Foreach.Multiply(batch.Parameters, _keep);
        IReadOnlyList<Tensor> gradients = batch.Decayed(_options.maximize!.Value, _isDecoupled ? 0 : _options.weight_decay!.Value);
        (Tensor[] means, IReadOnlyList<Tensor> squares) = AdamUpdate.Average(_options, gradients, batch.States);
        Tensor[] denominators = Foreach.Sqrt(squares);
        Foreach.Multiply(denominators, _rootScale);
        Foreach.Add(denominators, _options.eps!.Value);
        Foreach.Multiply(denominators, _denominatorScale);
        Foreach.AddCDiv(batch.Parameters, means, denominators, 1);
    }

    private AdamState[] States() => [.. _group.Parameters.Select(parameter => (AdamState)_stateOf(parameter))];
}
