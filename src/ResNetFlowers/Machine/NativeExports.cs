using System.Runtime.InteropServices;

namespace ResNetFlowers.Machine;

/// <summary>A native library that may be missing, asked for by name, and its functions.</summary>
internal readonly unsafe struct NativeExports
{
    private readonly nint _library;

    private NativeExports(nint library) => _library = library;

    /// <summary>Loads the first of some libraries that is there, beside the program or where the system keeps them; null where none is.</summary>
    public static NativeExports? TryLoad(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (NativeLibrary.TryLoad(name, typeof(NativeExports).Assembly, searchPath: null, out nint library)) return new NativeExports(library);
        }

        return null;
    }

    /// <summary>The address of a function; null where the library is too old, or too new, to have it.</summary>
    public void* Find(string name) => NativeLibrary.TryGetExport(_library, name, out nint address) ? (void*)address : null;
}
