using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The step of SGD. Its very first fills the momentum and is another than those that follow.</summary>
internal sealed class CapturableSgd : CapturableGroup
{
    private readonly SGD.ParamGroup _group;
    private readonly Func<Parameter, OptimizerState> _stateOf;
    private readonly Tensor _factor;

    public CapturableSgd(SGD.ParamGroup group, Func<Parameter, OptimizerState> stateOf)
    {
        _group = group;
        _stateOf = stateOf;
        _factor = Number(group.Parameters);
    }

    public override void Prepare() => _factor.fill_(-_group.Options.LearningRate!.Value);

    public override void Run()
    {
        using StepBatch<SGD.State> batch = Batch<SGD.State>(_group.Parameters, _stateOf);
        // New tensors: directions may be the momentum itself, or the gradients.
        Tensor[] changes = Foreach.Negated(SGD.Directions(_group.Options, batch));
        Foreach.Multiply(changes, _factor);
        Foreach.Add(batch.Parameters, changes, -1);
    }
}
