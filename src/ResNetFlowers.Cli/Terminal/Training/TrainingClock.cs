using ResNetFlowers.Training;
using ResNetFlowers.Training.Runs;

namespace ResNetFlowers.Cli.Terminal.Training;

/// <summary>How long the present epoch and the whole run will take: each epoch like the last, as far as there is one.</summary>
/// <param name="plan">What is trained.</param>
/// <param name="time">The clock.</param>
internal sealed class TrainingClock(TrainingPlan plan, TimeProvider time)
{
    // A photo goes forward through the network to be looked at, and forward and backward, which is twice as much, to be learned from.
    private const double LookingPerLearning = 1.0 / 3;

    private readonly double _secondsBefore = plan.EarlierEpochs.Sum(epoch => epoch.Seconds);
    private readonly long _begin = time.GetTimestamp();
    private int _epoch;
    private TrainingPhase _phase;
    private long _epochBegin;
    private double _learningSeconds;
    private double? _lastEpoch;
    private double? _lastValidation;

    /// <summary>The phase that goes on; null before the first.</summary>
    public ProgressMeter? Phase { get; private set; }

    /// <summary>Until the epoch is done; null while nobody knows.</summary>
    public TimeSpan? EpochLeft
    {
        get
        {
            if (Phase?.TimeLeft is not { } left) return null;
            if (_phase == TrainingPhase.Train) return left + Validation(Phase);
            // Weights and their average are looked at one after the other.
            TimeSpan expected = TimeSpan.FromSeconds(Math.Max(0, (_lastValidation ?? 0) - Phase.Elapsed.TotalSeconds));
            return left > expected ? left : expected;
        }
    }

    /// <summary>Until the run is done, at the latest when its time is up; null while nobody knows.</summary>
    public TimeSpan? RunLeft
    {
        get
        {
            if (EpochLeft is not { } epochLeft) return null;
            double epochSeconds = _lastEpoch ?? (time.GetElapsedTime(_epochBegin) + epochLeft).TotalSeconds;
            double left = epochLeft.TotalSeconds + (plan.Options.Epochs - _epoch) * epochSeconds;
            if (plan.Options.TimeBudget > TimeSpan.Zero)
                left = Math.Min(left, Math.Max(0, plan.Options.TimeBudget.TotalSeconds - _secondsBefore - time.GetElapsedTime(_begin).TotalSeconds));
            return TimeSpan.FromSeconds(Math.Min(left, TimeSpan.FromDays(999).TotalSeconds));
        }
    }

    public void BeginPhase(int epoch, TrainingPhase phase, int images)
    {
        if (epoch != _epoch) _epochBegin = time.GetTimestamp();
        else if (_phase == TrainingPhase.Train) _learningSeconds = time.GetElapsedTime(_epochBegin).TotalSeconds;
        (_epoch, _phase) = (epoch, phase);
        Phase = new ProgressMeter(images, time);
    }

    public void EndEpoch(EpochResult result)
    {
        _lastEpoch = result.Seconds;
        _lastValidation = Math.Max(0, result.Seconds - _learningSeconds);
        Phase = null;
    }

    private TimeSpan Validation(ProgressMeter learning) =>
        TimeSpan.FromSeconds(_lastValidation ?? (learning.Rate is { } rate ? plan.ValImages / rate * LookingPerLearning : 0));
}
