namespace ResNetFlowers.Training.Optimization;

/// <summary>Ends a run that no longer gets better. What it goes by is in the checkpoint already, so it has no state of its own.</summary>
public sealed class EarlyStopping
{
    private readonly int _patience;

    /// <summary>Creates the rule.</summary>
    /// <param name="patience">Epochs without a new best that end the run, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no patience.</exception>
    public EarlyStopping(int patience)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patience, 1);
        _patience = patience;
    }

    /// <summary>Whether the run ends after an epoch.</summary>
    /// <param name="bestEpoch">The epoch with the best validation so far, from 1.</param>
    /// <param name="epoch">The epoch that is done, from 1.</param>
    public bool EndsAfter(int bestEpoch, int epoch) => epoch - bestEpoch >= _patience;
}
