using System.Globalization;
using ResNetFlowers.Data.Caching;
using ResNetFlowers.Training.Options;

namespace ResNetFlowers.Training.Timing;

/// <summary>What to change where the network waits for photos.</summary>
public static class LoadingAdvice
{
    // Less is not worth a change.
    private const double LeastShare = 0.1;
    private const double LeastSeconds = 1;

    /// <summary>One line; null where there is nothing to say.</summary>
    /// <param name="timing">Of an epoch; not of the first, which fills the cache if there is one.</param>
    /// <param name="options">What it was trained with.</param>
    /// <param name="cores">Cores of the machine, at least 1.</param>
    public static string? For(EpochTiming timing, TrainOptions options, int cores)
    {
        if (timing.WaitShare < LeastShare || timing.Data < LeastSeconds) return null;
        var mends = new List<string>();
        if (options.Cache == PhotoCaches.None) mends.Add("--cache ram, or disk, to decode each photo once");
        if (options.Workers < cores) mends.Add($"--workers {cores} to prepare more of them at once");
        if (mends.Count == 0) mends.Add("smaller photos, or another --augment");
        return string.Create(CultureInfo.InvariantCulture, $"waited for photos {100 * timing.WaitShare:f0}% of the time; try {string.Join("; or ", mends)}");
    }
}
