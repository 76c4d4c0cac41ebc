using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ResNetFlowers.Formats.PyTorch;

/// <summary>
/// Writes a tree of values as the pickle that <c>torch.save</c> would write (protocol 2). Only operations that PyTorch 1.13's
/// restricted reader knows are used, but for Python floats: <see cref="FloatValue"/> says why to avoid them.
/// </summary>
internal sealed class PickleWriter
{
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly Dictionary<(bool IsGlobal, string Text), uint> _memo = [];
    private readonly Dictionary<TensorData, string> _storageKeys = new(ReferenceEqualityComparer.Instance);
    private readonly List<TensorData> _storages = [];

    private PickleWriter()
    {
    }

    /// <summary>Pickles a tree.</summary>
    /// <param name="root">The tree, at most <see cref="PickleReader.MaxDepth"/> levels deep.</param>
    /// <returns>The pickle, and the tensors that it refers to by their index here: entry <c>data/INDEX</c>.</returns>
    /// <exception cref="ArgumentException">The tree is too deep.</exception>
    public static (ReadOnlyMemory<byte> Pickle, IReadOnlyList<TensorData> Storages) Write(CheckpointValue root)
    {
        PickleWriter writer = new();
        writer.Put(PickleOpcode.Protocol);
        writer.Put(2);
        writer.WriteValue(root, depth: 0);
        writer.Put(PickleOpcode.Stop);
        return (writer._output.WrittenMemory, writer._storages);
    }

    private void WriteValue(CheckpointValue value, int depth)
    {
        if (depth >= PickleReader.MaxDepth) throw new ArgumentException($"More than {PickleReader.MaxDepth} levels deep.", nameof(value));
        switch (value)
        {
            case NoneValue: Put(PickleOpcode.None); break;
            case BoolValue boolean: Put(boolean.Value ? PickleOpcode.NewTrue : PickleOpcode.NewFalse); break;
            case IntegerValue integer: WriteInteger(integer.Value); break;
            case FloatValue number: WriteFloat(number.Value); break;
            case StringValue text: WriteString(text.Value); break;
            case ListValue list: WriteList(list, depth); break;
            case TupleValue tuple: WriteTuple(tuple, depth); break;
            case DictValue dict: WriteDict(dict, depth); break;
            case TensorData tensor: WriteTensor(tensor); break;
            default: throw new ArgumentException($"A {value.GetType().Name} has no place in a pickle.", nameof(value));
        }
    }

    private void WriteInteger(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        switch (value)
        {
            case >= 0 and <= byte.MaxValue:
                Put(PickleOpcode.BinInt1);
                _output.Write(bytes[..1]);
                break;
            case >= 0 and <= ushort.MaxValue:
                Put(PickleOpcode.BinInt2);
                _output.Write(bytes[..2]);
                break;
            case >= int.MinValue and <= int.MaxValue:
                Put(PickleOpcode.BinInt);
                _output.Write(bytes[..4]);
                break;
            default:
                Put(PickleOpcode.Long1);
                Put(sizeof(long));
                _output.Write(bytes);
                break;
        }
    }

    private void WriteFloat(double value)
    {
        Put(PickleOpcode.BinFloat);
        BinaryPrimitives.WriteDoubleBigEndian(_output.GetSpan(sizeof(double)), value);
        _output.Advance(sizeof(double));
    }

    private void WriteString(string text)
    {
        if (TryWriteFromMemo((false, text))) return;
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Put(PickleOpcode.BinUnicode);
        PutUInt32((uint)bytes.Length);
        _output.Write(bytes);
        Memoize((false, text));
    }

    private void WriteList(ListValue list, int depth)
    {
        Put(PickleOpcode.EmptyList);
        if (list.Items.Count == 0) return;
        Put(PickleOpcode.Mark);
        foreach (CheckpointValue item in list.Items) WriteValue(item, depth + 1);
        Put(PickleOpcode.Appends);
    }

    private void WriteTuple(TupleValue tuple, int depth)
    {
        Put(PickleOpcode.Mark);
        foreach (CheckpointValue item in tuple.Items) WriteValue(item, depth + 1);
        Put(PickleOpcode.Tuple);
    }

    private void WriteDict(DictValue dict, int depth)
    {
        Put(PickleOpcode.EmptyDict);
        if (dict.Count == 0) return;
        Put(PickleOpcode.Mark);
        foreach ((DictKey key, CheckpointValue value) in dict)
        {
            if (key.Text is { } text) WriteString(text);
            else WriteInteger(key.Number);
            WriteValue(value, depth + 1);
        }

        Put(PickleOpcode.SetItems);
    }

    // torch._utils._rebuild_tensor_v2(storage, offset, size, stride, requires_grad, backward_hooks)
    private void WriteTensor(TensorData tensor)
    {
        WriteGlobal(PickleGlobals.RebuildTensor);
        Put(PickleOpcode.Mark);
        WriteStorage(tensor);
        WriteInteger(0);
        WriteTupleOf(tensor.Shape);
        WriteTupleOf(TensorStrides.Contiguous(tensor.Shape));
        Put(PickleOpcode.NewFalse);
        WriteGlobal(PickleGlobals.OrderedDict);
        Put(PickleOpcode.EmptyTuple);
        Put(PickleOpcode.Reduce);
        Put(PickleOpcode.Tuple);
        Put(PickleOpcode.Reduce);
    }

    // The persistent id ("storage", class, key, location, element count)
    private void WriteStorage(TensorData tensor)
    {
        if (!_storageKeys.TryGetValue(tensor, out string? key))
        {
            key = $"{_storages.Count}";
            _storageKeys.Add(tensor, key);
            _storages.Add(tensor);
        }

        Put(PickleOpcode.Mark);
        WriteString("storage");
        WriteGlobal(PickleGlobals.StorageName(tensor.ElementType));
        WriteString(key);
        WriteString("cpu");
        WriteInteger(tensor.ElementCount);
        Put(PickleOpcode.Tuple);
        Put(PickleOpcode.BinPersistentId);
    }

    private void WriteTupleOf(ReadOnlySpan<long> numbers)
    {
        Put(PickleOpcode.Mark);
        foreach (long number in numbers) WriteInteger(number);
        Put(PickleOpcode.Tuple);
    }

    private void WriteGlobal(string name)
    {
        if (TryWriteFromMemo((true, name))) return;
        int dot = name.LastIndexOf('.');
        Put(PickleOpcode.Global);
        _output.Write(Encoding.ASCII.GetBytes($"{name[..dot]}\n{name[(dot + 1)..]}\n"));
        Memoize((true, name));
    }

    private bool TryWriteFromMemo((bool IsGlobal, string Text) key)
    {
        if (!_memo.TryGetValue(key, out uint index)) return false;
        PutIndex(PickleOpcode.BinGet, PickleOpcode.LongBinGet, index);
        return true;
    }

    private void Memoize((bool IsGlobal, string Text) key)
    {
        uint index = (uint)_memo.Count;
        _memo.Add(key, index);
        PutIndex(PickleOpcode.BinPut, PickleOpcode.LongBinPut, index);
    }

    private void PutIndex(PickleOpcode shortForm, PickleOpcode longForm, uint index)
    {
        Put(index <= byte.MaxValue ? shortForm : longForm);
        if (index <= byte.MaxValue) Put((byte)index);
        else PutUInt32(index);
    }

    private void Put(PickleOpcode opcode) => Put((byte)opcode);

    private void Put(byte value)
    {
        _output.GetSpan(1)[0] = value;
        _output.Advance(1);
    }

    private void PutUInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_output.GetSpan(sizeof(uint)), value);
        _output.Advance(sizeof(uint));
    }
}
