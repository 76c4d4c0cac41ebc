using TorchSharp.SystemLibTorch;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The step of Adam and AdamW. With c₁ = 1 − β₁ᵗ and c₂ = 1 − β₂ᵗ: weight += mean / ((√square / √c₂ + ε) · (−c₁ / lr)).</summary>
internal sealed class CapturableAdam : CapturableGroup
{
    private readonly ParamGroup _group;
    private readonly AdamOptions _options;
    private readonly Func<Parameter, OptimizerState> _stateOf;
    private readonly bool _isDecoupled;
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
        _rootScale = Number(group.Parameters);
        _denominatorScale = Number(group.Parameters);
        _keep = Number(group.Parameters);
    }

    public override void Prepare()
    {
        AdamState[] states = [.. _group.Parameters.Select(parameter => (AdamState)_stateOf(parameter))];
        long step = states[0].step + 1;
        if (states.Any(state => state.step != step - 1)) throw new InvalidOperationException("parameters of a group are at different steps");
        foreach (AdamState state in states) state.step = step;

        double lr = _options.LearningRate!.Value;
        _rootScale.fill_(1 / Math.Sqrt(1 - Math.Pow(_options.beta2!.Value, step)));
        _denominatorScale.fill_(-(1 - Math.Pow(_options.beta1!.Value, step)) / lr);
        _keep.fill_(1 - lr * _options.weight_decay!.Value);
    }

    public override void Run()
    {
        using StepBatch<AdamState> batch = Batch<AdamState>(_group.Parameters, _stateOf);
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
}
