namespace ResNetFlowers.Formats;

/// <summary>
/// What a checkpoint may hold: nothing, a boolean, a number, a string, a list, a tuple, a dictionary or a tensor. The C# values
/// convert by themselves, so that a tree reads like what it stands for:
/// <c>new DictValue { ["arch"] = "resnet18", ["epoch"] = 3 }</c>.
/// </summary>
public abstract class CheckpointValue
{
    private protected CheckpointValue()
    {
    }

    /// <summary>A <see cref="BoolValue"/>.</summary>
    public static implicit operator CheckpointValue(bool value) => new BoolValue(value);

    /// <summary>An <see cref="IntegerValue"/>.</summary>
    public static implicit operator CheckpointValue(long value) => new IntegerValue(value);

    /// <summary>A <see cref="FloatValue"/>.</summary>
    public static implicit operator CheckpointValue(double value) => new FloatValue(value);

    /// <summary>A <see cref="StringValue"/>.</summary>
    public static implicit operator CheckpointValue(string value) => new StringValue(value);
}

/// <summary>Python's <c>None</c>.</summary>
public sealed class NoneValue : CheckpointValue
{
    /// <summary>The only one there is.</summary>
    public static readonly NoneValue Instance = new();

    private NoneValue()
    {
    }
}

/// <summary>True or false.</summary>
public sealed class BoolValue(bool value) : CheckpointValue
{
    /// <summary>The value.</summary>
    public bool Value { get; } = value;
}

/// <summary>A whole number of at most 64 bits.</summary>
public sealed class IntegerValue(long value) : CheckpointValue
{
    /// <summary>The value.</summary>
    public long Value { get; } = value;
}

/// <summary>
/// A Python float. PyTorch 1.13 cannot load one with <c>weights_only=True</c> (2.x can): a checkpoint for both holds a 0-d float
/// tensor instead, <see cref="TensorData.Scalar"/>.
/// </summary>
public sealed class FloatValue(double value) : CheckpointValue
{
    /// <summary>The value.</summary>
    public double Value { get; } = value;
}

/// <summary>A text.</summary>
public sealed class StringValue(string value) : CheckpointValue
{
    /// <summary>The value.</summary>
    public string Value { get; } = value;
}

/// <summary>A list.</summary>
public sealed class ListValue(IReadOnlyList<CheckpointValue> items) : CheckpointValue
{
    /// <summary>The items, in order.</summary>
    public IReadOnlyList<CheckpointValue> Items { get; } = items;
}

/// <summary>A tuple.</summary>
public sealed class TupleValue(IReadOnlyList<CheckpointValue> items) : CheckpointValue
{
    /// <summary>The items, in order.</summary>
    public IReadOnlyList<CheckpointValue> Items { get; } = items;
}
