namespace ResNetFlowers.Formats.PyTorch;

/// <summary>
/// Reads a checkpoint's pickle as data. A pickle is a program for a small stack machine that may import and call anything; this
/// machine imports nothing and calls nothing: it knows a handful of names, and what they build, and refuses every other by name.
/// Memory stays in proportion to the pickle's length, and what comes out is a tree of at most <see cref="MaxDepth"/> levels.
/// </summary>
internal sealed class PickleReader
{
    /// <summary>The most levels that a tree of values may have.</summary>
    public const int MaxDepth = 100;

    private readonly Func<StorageReference, TensorLayout, TensorData> _loadTensor;
    private readonly Dictionary<uint, CheckpointValue> _memo = [];
    private readonly PickleStack _stack = new();
    private long _pairs;

    private PickleReader(Func<StorageReference, TensorLayout, TensorData> loadTensor) => _loadTensor = loadTensor;

    /// <summary>Reads a pickle.</summary>
    /// <param name="pickle">The whole of it.</param>
    /// <param name="loadTensor">Gives the tensor of a layout in a storage.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="NotSupportedException">It holds what a checkpoint may not hold; the message says what, and the mend.</exception>
    public static CheckpointValue Read(ReadOnlySpan<byte> pickle, Func<StorageReference, TensorLayout, TensorData> loadTensor) =>
        Read(pickle, loadTensor, out _);

    /// <summary>Reads a pickle that something follows.</summary>
    /// <param name="bytes">The pickle and what follows.</param>
    /// <param name="loadTensor">Gives the tensor of a layout in a storage.</param>
    /// <param name="length">How many bytes are the pickle's.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="NotSupportedException">It holds what a checkpoint may not hold; the message says what, and the mend.</exception>
    public static CheckpointValue Read(
        ReadOnlySpan<byte> bytes, Func<StorageReference, TensorLayout, TensorData> loadTensor, out int length)
    {
        PickleInput input = new(bytes);
        CheckpointValue root = new PickleReader(loadTensor).Run(ref input);
        TreeBounds.Check(root, MaxDepth);
        length = input.Position;
        return root;
    }

    private CheckpointValue Run(ref PickleInput input)
    {
        while (true)
        {
            PickleOpcode opcode = (PickleOpcode)input.Byte();
            if (opcode == PickleOpcode.Stop) return _stack.Pop();
            if (ReadValue(opcode, ref input) is { } value) _stack.Push(value);
            else Execute(opcode, ref input);
        }
    }

    /// <summary>The value that an operation pushes without looking at the stack; null for any other operation.</summary>
    private static CheckpointValue? ReadValue(PickleOpcode opcode, ref PickleInput input) => opcode switch
    {
        PickleOpcode.None => NoneValue.Instance,
        PickleOpcode.NewTrue => true,
        PickleOpcode.NewFalse => false,
        PickleOpcode.BinInt1 => input.Byte(),
        PickleOpcode.BinInt2 => input.UInt16(),
        PickleOpcode.BinInt => input.Int32(),
        PickleOpcode.Long1 => input.Long(),
        PickleOpcode.BinFloat => input.Double(),
        PickleOpcode.BinUnicode => input.Text(),
        PickleOpcode.ShortBinString => input.ShortText(),
        PickleOpcode.EmptyTuple => new TupleValue([]),
        PickleOpcode.EmptyList => new ListValue(new List<CheckpointValue>()),
        PickleOpcode.EmptyDict => new DictValue(),
        PickleOpcode.Global => ReadGlobal(ref input),
        _ => null,
    };

    private void Execute(PickleOpcode opcode, ref PickleInput input)
    {
        switch (opcode)
        {
            case PickleOpcode.Protocol: CheckProtocol(input.Byte()); break;
            case PickleOpcode.Mark: _stack.PushMark(); break;
            case PickleOpcode.Tuple: _stack.Push(new TupleValue(_stack.PopToMark())); break;
            case PickleOpcode.Tuple1: _stack.Push(new TupleValue(_stack.Pop(1))); break;
            case PickleOpcode.Tuple2: _stack.Push(new TupleValue(_stack.Pop(2))); break;
            case PickleOpcode.Tuple3: _stack.Push(new TupleValue(_stack.Pop(3))); break;
            case PickleOpcode.Append: Append(_stack.Pop(1)); break;
            case PickleOpcode.Appends: Append(_stack.PopToMark()); break;
            case PickleOpcode.SetItem: SetItems(_stack.Pop(2)); break;
            case PickleOpcode.SetItems: SetItems(_stack.PopToMark()); break;
            case PickleOpcode.BinPut: Keep(input.Byte(), input.Position); break;
            case PickleOpcode.LongBinPut: Keep(input.UInt32(), input.Position); break;
            case PickleOpcode.BinGet: _stack.Push(Recall(input.Byte())); break;
            case PickleOpcode.LongBinGet: _stack.Push(Recall(input.UInt32())); break;
            case PickleOpcode.BinPersistentId: _stack.Push(TensorRebuilder.Storage(_stack.Pop<TupleValue>())); break;
            case PickleOpcode.Reduce or PickleOpcode.NewObject: Call(input.Position); break;
            case PickleOpcode.Build: Build(); break;
            default: throw new InvalidDataException($"it uses the pickle operation 0x{(byte)opcode:X2}, which no checkpoint does");
        }
    }

    private static void CheckProtocol(byte version)
    {
        if (version == 2) return;
        throw new NotSupportedException($"was saved with pickle protocol {version}: save it again with torch.save's own, 2.");
    }

    private static GlobalReference ReadGlobal(ref PickleInput input)
    {
        string name = $"{input.Line()}.{input.Line()}";
        if (PickleGlobals.IsAllowed(name)) return new GlobalReference(name);
        throw new NotSupportedException($"holds a pickled Python object, {name}, which is never loaded: "
            + "save model.state_dict() instead (tensors, numbers, strings, lists and dictionaries are read).");
    }

    // Python counts from 0 or 1, and each number takes more than one byte: a greater one than there were bytes was made up.
    private void Keep(uint index, int position)
    {
        if (index > position) throw new InvalidDataException("it keeps a value under a number that no pickle comes to");
        _memo[index] = _stack.Peek();
    }

    private CheckpointValue Recall(uint index) =>
        _memo.TryGetValue(index, out CheckpointValue? value) ? value : throw new InvalidDataException("it recalls what it never kept");

    // Every list on the stack was made by ReadValue, over a list that can grow.
    private void Append(List<CheckpointValue> items) => ((List<CheckpointValue>)_stack.Peek<ListValue>().Items).AddRange(items);

    private void SetItems(List<CheckpointValue> keysAndValues)
    {
        if (keysAndValues.Count % 2 != 0) throw new InvalidDataException("a key of a dictionary in it has no value");
        DictValue dict = _stack.Peek<DictValue>();
        for (int i = 0; i < keysAndValues.Count; i += 2) dict[Key(keysAndValues[i])] = keysAndValues[i + 1];
    }

    private static DictKey Key(CheckpointValue value) => value switch
    {
        StringValue text => text.Value,
        IntegerValue number => number.Value,
        _ => throw new InvalidDataException("a key of a dictionary in it is neither a string nor a whole number"),
    };

    private void Call(int position)
    {
        TupleValue arguments = _stack.Pop<TupleValue>();
        GlobalReference function = _stack.Pop<GlobalReference>();
        _stack.Push(function.Name == PickleGlobals.OrderedDict && arguments.Items is [ListValue pairs]
            ? OrderedDict(pairs, position)
            : TensorRebuilder.Call(function.Name, arguments.Items, _loadTensor));
    }

    // Python 2 gave its items to the constructor. It gave no list twice: there are never more items than bytes.
    private DictValue OrderedDict(ListValue pairs, int position)
    {
        _pairs += pairs.Items.Count;
        if (_pairs > position) throw new InvalidDataException("it makes dictionaries of the same items again and again");
        DictValue dict = [];
        foreach (CheckpointValue pair in pairs.Items)
        {
            if (pair is not ListValue { Items: [var key, var value] }) throw new InvalidDataException("an item of a dictionary in it is no pair");
            dict[Key(key)] = value;
        }

        return dict;
    }

    // Attributes beside the items of a module's state dict (its modules' versions) and of an old parameter (requires_grad, volatile,
    // backward hooks). No value is in them.
    private void Build()
    {
        CheckpointValue state = _stack.Pop();
        bool isKnown = _stack.Peek() switch
        {
            DictValue => state is DictValue,
            TensorData => state is TupleValue { Items.Count: 3 },
            _ => false,
        };
        if (!isKnown) throw new InvalidDataException("it gives something attributes that PyTorch gives nothing");
    }
}
