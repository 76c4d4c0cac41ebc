namespace ResNetFlowers.Training.Learning;

/// <summary>Lets something happen now and then: at once, and then after each interval at the earliest.</summary>
/// <param name="interval">The shortest time between two.</param>
/// <param name="time">The clock.</param>
internal sealed class Pace(TimeSpan interval, TimeProvider time)
{
    private long? _last;

    /// <summary>Whether it is time; if so, the next interval begins.</summary>
    public bool IsDue()
    {
        if (_last is { } last && time.GetElapsedTime(last) < interval) return false;
        _last = time.GetTimestamp();
        return true;
    }
}
