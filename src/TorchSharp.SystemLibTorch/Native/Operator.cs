using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>One operator of libtorch's dispatcher, found by name at its first call and kept.</summary>
/// <param name="name">The schema's name, such as <c>aten::add</c>.</param>
/// <param name="overload">The overload, such as <c>Tensor</c>; empty for the plain one.</param>
internal sealed unsafe class Operator(string name, string overload = "")
{
    private nint _handle;

    /// <summary>Calls an operator that returns one tensor.</summary>
    public torch.Tensor Tensor(params ReadOnlySpan<Argument> arguments)
    {
        NativeValue result = default;
        Call(arguments, new Span<NativeValue>(ref result));
        return new torch.Tensor(result.Pointer);
    }

    /// <summary>Calls an operator that returns two tensors.</summary>
    public (torch.Tensor, torch.Tensor) TensorPair(params ReadOnlySpan<Argument> arguments)
    {
        Span<NativeValue> results = stackalloc NativeValue[2];
        Call(arguments, results);
        return (new torch.Tensor(results[0].Pointer), new torch.Tensor(results[1].Pointer));
    }

    /// <summary>Calls an operator that returns a list of tensors, at most <paramref name="capacity"/> of them.</summary>
    public torch.Tensor[] TensorArray(int capacity, params ReadOnlySpan<Argument> arguments)
    {
        var results = new NativeValue[capacity];
        int count = Call(arguments, results);
        return Array.ConvertAll(results[..count], result => new torch.Tensor(result.Pointer));
    }

    /// <summary>Calls an operator that changes <paramref name="self"/> in place, which is its first argument as well.</summary>
    public torch.Tensor InPlace(torch.Tensor self, params ReadOnlySpan<Argument> arguments)
    {
        NativeValue result = default;
        if (Call(arguments, new Span<NativeValue>(ref result)) == 1) LibTorch.flowers_tensor_free(result.Pointer);
        return self;
    }

    /// <summary>Calls an operator that returns nothing.</summary>
    public void Run(params ReadOnlySpan<Argument> arguments) => Call(arguments, []);

    /// <summary>Calls an operator that returns a truth value.</summary>
    public bool Bool(params ReadOnlySpan<Argument> arguments)
    {
        NativeValue result = default;
        Call(arguments, new Span<NativeValue>(ref result));
        return result.Integer != 0;
    }

    /// <summary>Calls an operator that returns a number.</summary>
    public NativeValue Number(params ReadOnlySpan<Argument> arguments)
    {
        NativeValue result = default;
        Call(arguments, new Span<NativeValue>(ref result));
        return result;
    }

    /// <summary>Whether this libtorch has the operator; newer ones have more.</summary>
    public bool Exists
    {
        get
        {
            try
            {
                if (_handle == 0) Find();
                return true;
            }
            catch (ExternalException)
            {
                return false;
            }
        }
    }

    /// <summary>Whether this libtorch has the operator, and a kernel of it for such a device.</summary>
    public bool IsFor(torch.Device device)
    {
        if (!Exists) return false;
        int isFor;
        LibTorch.Check(LibTorch.flowers_operator_is_for(_handle, (int)device.type, &isFor));
        return isFor != 0;
    }

    private int Call(ReadOnlySpan<Argument> arguments, Span<NativeValue> results)
    {
        if (_handle == 0) Find();

        int words = 0;
        foreach (ref readonly Argument argument in arguments) words += argument.ListWords;
        // One word more than needed, so that an empty list has an address too.
        Span<long> lists = words < 512 ? stackalloc long[words + 1] : GC.AllocateUninitializedArray<long>(words + 1, pinned: true);
        Span<NativeValue> values = stackalloc NativeValue[arguments.Length];
        int used = 0;
        for (int i = 0; i < arguments.Length; i++)
        {
            values[i] = arguments[i].Box(lists[used..]);
            used += arguments[i].ListWords;
        }

        int count;
        fixed (NativeValue* first = values, result = results)
            LibTorch.Check(LibTorch.flowers_call(_handle, first, values.Length, result, results.Length, &count));
        return count;
    }

    private void Find()
    {
        nint handle;
        nint nativeName = Marshal.StringToCoTaskMemUTF8(name);
        nint nativeOverload = Marshal.StringToCoTaskMemUTF8(overload);
        try
        {
            LibTorch.Check(LibTorch.flowers_find_operator(nativeName, nativeOverload, &handle));
        }
        finally
        {
            Marshal.FreeCoTaskMem(nativeName);
            Marshal.FreeCoTaskMem(nativeOverload);
        }

        _handle = handle;
    }
}
