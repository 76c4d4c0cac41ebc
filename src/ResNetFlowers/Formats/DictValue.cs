using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace ResNetFlowers.Formats;

/// <summary>The key of a <see cref="DictValue"/>: a string, or (in an optimizer's state) a whole number.</summary>
/// <param name="Text">The string; null where the key is a number.</param>
/// <param name="Number">The number; 0 where the key is a string.</param>
public readonly record struct DictKey(string? Text, long Number)
{
    /// <summary>A string as a key.</summary>
    public static implicit operator DictKey(string text) => new(text, 0);

    /// <summary>A whole number as a key.</summary>
    public static implicit operator DictKey(long number) => new(null, number);

    /// <summary>A hash that differs from run to run, so that no file can be made whose keys all collide.</summary>
    public override int GetHashCode() => HashCode.Combine(Text, (int)Number, (int)(Number >> 32));

    /// <summary>The key as a person reads it.</summary>
    public override string ToString() => Text ?? $"{Number}";
}

/// <summary>A dictionary that keeps the order in which its keys were first set, as Python's do.</summary>
public sealed class DictValue : CheckpointValue, IReadOnlyCollection<KeyValuePair<DictKey, CheckpointValue>>
{
    private readonly OrderedDictionary<DictKey, CheckpointValue> _entries = [];

    /// <summary>How many keys there are.</summary>
    public int Count => _entries.Count;

    /// <summary>The value of a key; setting a key that is there replaces its value and keeps its place.</summary>
    /// <exception cref="KeyNotFoundException">Read, and there is no such key.</exception>
    public CheckpointValue this[DictKey key]
    {
        get => _entries[key];
        set => _entries[key] = value;
    }

    /// <summary>Finds a value of one type.</summary>
    /// <typeparam name="T">What the caller can use, <see cref="StringValue"/> say.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="value">The value, where there is one and it is a <typeparamref name="T"/>.</param>
    /// <returns>False where the key is missing or its value is of another type.</returns>
    public bool TryGet<T>(DictKey key, [NotNullWhen(true)] out T? value) where T : CheckpointValue
    {
        value = _entries.TryGetValue(key, out CheckpointValue? found) ? found as T : null;
        return value is not null;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<DictKey, CheckpointValue>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
