using System.Runtime.InteropServices;
using ResNetFlowers.Capabilities;
using ResNetFlowers.Training.Optimization;
using ResNetFlowers.Training.Timing;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetFlowers.Training.Learning.Steps;

/// <summary>
/// Hands the device the whole step at once: captured after a few steps, and replayed from then on. Batches are copied to where the captured
/// step looks for them; learning rate and the like stand in tensors that are written before each step. A batch of another shape than the
/// first, such as an epoch's last, goes one operator after the other; when the photos' size changes, the step is captured anew.
/// </summary>
internal sealed class GraphStep : ILearningStep
{
    // As many as PyTorch's torch.cuda.make_graphed_callables.
    private const int WarmUpSteps = 3;

    private readonly StepWork _work;
    private readonly OptimizerHelper _optimizer;
    private readonly CapturableUpdate _update;
    private readonly WeightAverage? _average;
    private readonly IGraphEngine _engine;
    private readonly Action<ExternalException> _onFailure;
    private readonly Device _device;
    private readonly int _batchSize;
    private readonly Tensor _loss;
    private readonly Tensor _hits;
    private StepInput? _input;
    private StepInput? _odd;
    private TrainingMeter? _meter;
    private ICapturedWork? _captured;
    private int _warm;
    private bool _hasFailed;

    /// <param name="work">The step's parts.</param>
    /// <param name="optimizer">What changes the weights.</param>
    /// <param name="average">Their average; null where none is kept.</param>
    /// <param name="engine">What captures.</param>
    /// <param name="device">Where the network is.</param>
    /// <param name="batchSize">Photos of the steps to capture.</param>
    /// <param name="onFailure">Told why a step could not be captured; where it returns, steps go on uncaptured.</param>
    public GraphStep(
        StepWork work, OptimizerHelper optimizer, WeightAverage? average, IGraphEngine engine, Device device, int batchSize, Action<ExternalException> onFailure)
    {
        _work = work;
        _optimizer = optimizer;
        _update = new CapturableUpdate(optimizer);
        _average = average;
        _engine = engine;
        _device = device;
        _batchSize = batchSize;
        _onFailure = onFailure;
        _loss = zeros([], float32, device).DetachFromDisposeScope();
        _hits = zeros([], int64, device).DetachFromDisposeScope();
    }

    /// <summary>Whether there is a captured step, with memory of its own.</summary>
    public bool IsCaptured => _captured is not null;

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The batch is but a part of a step.</exception>
    public void Learn(StepInput input, double share, TrainingMeter meter, EpochClock clock)
    {
        if (share != 1) throw new NotSupportedException("a captured step has one batch");
        _meter = meter;
        if (input.Count != _batchSize)
        {
            _odd = input.Copy();
            return;
        }

        if (_input is { } known && known.HasShapesOf(input))
        {
            known.Take(input);
            return;
        }

        Forget();
        _input = input.Copy();
    }

    public void Finish(double lr)
    {
        _optimizer.SetLearningRate(lr);
        _update.Prepare();
        _average?.Prepare();
        StepInput input = _odd ?? _input!;
        if (_hasFailed) Do(input);
        else if (_odd is not null) DoBeside(input);
        else if (_captured is null && _warm++ < WarmUpSteps) _engine.WarmUp(() => Do(input));
        else if (_captured is not null || TryCapture(input)) _captured!.Replay();
        else Do(input);

        _meter!.Add(_loss, _hits, input.Count);
        // Nobody looks for the next batch in the place of this one.
        if (_hasFailed) Forget();
        else FreeOdd();
    }

    /// <summary>Does a step that takes memory of its own beside what the captured one holds; where that is too much, the captured one is forgotten.</summary>
    private void DoBeside(StepInput input)
    {
        try
        {
            Do(input);
        }
        catch (ExternalException exception) when (OutOfMemory.Is(exception) && IsCaptured)
        {
            Fail(exception);
            Do(input);
        }
    }

    private bool TryCapture(StepInput input)
    {
        try
        {
            // A graph has memory of its own, and while it is made libtorch can give nothing of what it keeps back to the device.
            OutOfMemory.EmptyCache(_device);
            _captured = _engine.Capture(() => Do(input));
            return true;
        }
        catch (ExternalException exception)
        {
            Fail(exception);
            return false;
        }
    }

    private void Fail(ExternalException reason)
    {
        _captured?.Dispose();
        _captured = null;
        _hasFailed = true;
        _onFailure(reason);
    }

    /// <summary>The step, from photos to weights, in tensors that stay where they are.</summary>
    private void Do(StepInput input)
    {
        using DisposeScope scope = NewDisposeScope();
        _work.ZeroGradients();
        (Tensor loss, Tensor hits) = _work.Forward(input);
        using (no_grad())
        {
            _loss.copy_(loss.detach());
            _hits.copy_(hits);
        }

        loss.backward();
        _work.Clip();
        _update.Run();
        _average?.Run();
    }

    /// <summary>Forgets what is captured, with its memory, and captures no more.</summary>
    /// <param name="reason">Why.</param>
    public void GiveUp(ExternalException reason)
    {
        Forget();
        Fail(reason);
    }

    /// <summary>Forgets what is captured, with its memory; steps to come are captured anew.</summary>
    public void Forget()
    {
        _captured?.Dispose();
        _captured = null;
        _input?.Free();
        _input = null;
        _warm = 0;
        FreeOdd();
    }

    private void FreeOdd()
    {
        _odd?.Free();
        _odd = null;
    }

    public void Dispose()
    {
        Forget();
        _update.Dispose();
        _loss.Dispose();
        _hits.Dispose();
    }
}
