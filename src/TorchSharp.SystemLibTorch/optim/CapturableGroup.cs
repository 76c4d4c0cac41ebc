using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// A step of one group in two parts: what the host knows, written into tensors of one number; and what the device does with them, always
/// the same, so that a graph can hold it. The numbers are those of the optimizer's plain step but for rounding.
/// </summary>
internal abstract class CapturableGroup : IDisposable
{
    private readonly List<Tensor> _numbers = [];

    /// <summary>Counts the step and writes down what it takes: learning rate and corrections.</summary>
    public abstract void Prepare();

    /// <summary>Changes the parameters; asks the host for nothing.</summary>
    public abstract void Run();

    public void Dispose()
    {
        foreach (Tensor number in _numbers) number.Dispose();
    }

    /// <summary>A float32 for the device, to be filled by the host.</summary>
    private protected Tensor Number(IEnumerable<Parameter> parameters)
    {
        Tensor number = zeros([], ScalarType.Float32, parameters.First().device).DetachFromDisposeScope();
        _numbers.Add(number);
        return number;
    }

    /// <summary>The group's parameters, which all have a gradient.</summary>
    /// <exception cref="InvalidOperationException">One has none.</exception>
    private protected static StepBatch<TState> Batch<TState>(IEnumerable<Parameter> parameters, Func<Parameter, OptimizerState> stateOf)
        where TState : OptimizerState
    {
        var batch = new StepBatch<TState>(parameters, parameter => (TState)stateOf(parameter));
        if (batch.States.Count == parameters.Count()) return batch;
        batch.Dispose();
        throw new InvalidOperationException("a parameter has no gradient, and the step that was prepared counts on all of them");
    }
}
