using System.Collections.Concurrent;

namespace ResNetFlowers.Data.Loading;

/// <summary>Photos that cannot be read; any number of threads may share it.</summary>
/// <param name="onSkipped">Told of each, once, with the reason.</param>
internal sealed class SkippedPhotos(Action<string, string>? onSkipped)
{
    private readonly ConcurrentDictionary<string, byte> _paths = new(StringComparer.Ordinal);

    /// <summary>How many there are; each counts once.</summary>
    public int Count => _paths.Count;

    /// <summary>Counts a photo, and tells of it the first time.</summary>
    public void Add(string path, string reason)
    {
        if (_paths.TryAdd(path, 0)) onSkipped?.Invoke(path, reason);
    }
}
