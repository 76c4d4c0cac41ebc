using System.Diagnostics;

namespace ResNetFlowers.Training.Timing;

/// <summary>A part of an epoch, see <see cref="EpochTiming"/>.</summary>
internal enum EpochPart
{
    Data,
    Forward,
    Backward,
    Step,
    Validation,
    Other,
}

/// <summary>Shares an epoch's time out among its parts. It runs from when it is made.</summary>
internal sealed class EpochClock
{
    private readonly double[] _seconds = new double[Enum.GetValues<EpochPart>().Length];
    private long _last = Stopwatch.GetTimestamp();

    /// <summary>Gives a part all the time since the last call.</summary>
    public void Lap(EpochPart part)
    {
        long now = Stopwatch.GetTimestamp();
        _seconds[(int)part] += Stopwatch.GetElapsedTime(_last, now).TotalSeconds;
        _last = now;
    }

    /// <summary>The parts so far.</summary>
    public EpochTiming Read() => new(
        Of(EpochPart.Data), Of(EpochPart.Forward), Of(EpochPart.Backward), Of(EpochPart.Step), Of(EpochPart.Validation), Of(EpochPart.Other));

    private double Of(EpochPart part) => _seconds[(int)part];
}
