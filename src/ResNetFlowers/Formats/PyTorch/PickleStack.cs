namespace ResNetFlowers.Formats.PyTorch;

/// <summary>The stack of a pickle's machine, and the marks in it.</summary>
/// <exception cref="InvalidDataException">Thrown where more is taken than there is, or something else than what is expected.</exception>
internal sealed class PickleStack
{
    private readonly List<CheckpointValue> _items = [];
    private readonly List<int> _marks = [];

    /// <summary>The place below which the operations of now must not reach.</summary>
    private int Floor => _marks.Count > 0 ? _marks[^1] : 0;

    public void Push(CheckpointValue value) => _items.Add(value);

    public void PushMark() => _marks.Add(_items.Count);

    /// <summary>The topmost item, which stays.</summary>
    public CheckpointValue Peek()
    {
        if (_items.Count <= Floor) throw Damaged();
        return _items[^1];
    }

    /// <summary>The topmost item, which stays and must be of a type.</summary>
    public T Peek<T>() where T : CheckpointValue => Peek() as T ?? throw Damaged();

    /// <summary>Takes the topmost item.</summary>
    public CheckpointValue Pop() => Pop(1)[0];

    /// <summary>Takes the topmost item, which must be of a type.</summary>
    public T Pop<T>() where T : CheckpointValue => Pop() as T ?? throw Damaged();

    /// <summary>Takes the topmost items, the deepest first.</summary>
    public List<CheckpointValue> Pop(int count)
    {
        if (_items.Count - Floor < count) throw Damaged();
        List<CheckpointValue> items = _items.GetRange(_items.Count - count, count);
        _items.RemoveRange(_items.Count - count, count);
        return items;
    }

    /// <summary>Takes the topmost mark and the items above it, the deepest first.</summary>
    public List<CheckpointValue> PopToMark()
    {
        if (_marks.Count == 0) throw Damaged();
        List<CheckpointValue> items = Pop(_items.Count - _marks[^1]);
        _marks.RemoveAt(_marks.Count - 1);
        return items;
    }

    private static InvalidDataException Damaged() => new("the description of its content is damaged");
}
