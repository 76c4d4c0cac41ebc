using System.Runtime.InteropServices;

namespace ResNetFlowers.Formats.Onnx.Runtime;

/// <summary>
/// The part of ONNX Runtime's C API that running a graph takes: one table of functions, whose order never changes from version to
/// version (onnxruntime_c_api.h, struct OrtApi). Objects are opaque pointers; a function that can fail gives a status, null for success.
/// </summary>
internal sealed unsafe class OrtApi
{
    // The table of this version, that of ONNX Runtime 1.13, is the oldest with all that is used here; every later library has it too.
    private const uint Version = 13;

    private readonly nint* _functions;

    /// <summary>Takes the table out of a library.</summary>
    /// <param name="library">The loaded library.</param>
    /// <exception cref="EntryPointNotFoundException">It is not ONNX Runtime, or too old.</exception>
    public OrtApi(nint library)
    {
        var getApiBase = (delegate* unmanaged<nint*>)NativeLibrary.GetExport(library, "OrtGetApiBase");
        nint* apiBase = getApiBase();
        var getApi = (delegate* unmanaged<uint, nint*>)apiBase[0];
        var getVersionString = (delegate* unmanaged<nint>)apiBase[1];
        LibraryVersion = Marshal.PtrToStringUTF8(getVersionString()) ?? "";
        _functions = getApi(Version);
        if (_functions is null) throw new EntryPointNotFoundException($"ONNX Runtime {LibraryVersion} is too old");
    }

    /// <summary>The library's version, such as <c>1.20.1</c>.</summary>
    public string LibraryVersion { get; }

    private delegate* unmanaged<nint, nint> GetErrorMessage => (delegate* unmanaged<nint, nint>)_functions[2];

    /// <summary>level, name, out environment</summary>
    public delegate* unmanaged<int, byte*, nint*, nint> CreateEnv => (delegate* unmanaged<int, byte*, nint*, nint>)_functions[3];

    /// <summary>environment, path (UTF-16 on Windows, UTF-8 elsewhere), options, out session</summary>
    public delegate* unmanaged<nint, nint, nint, nint*, nint> CreateSession =>
        (delegate* unmanaged<nint, nint, nint, nint*, nint>)_functions[7];

    /// <summary>session, run options, input names, inputs, their count, output names, their count, outputs</summary>
    public delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint> Run =>
        (delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint>)_functions[9];

    /// <summary>out options</summary>
    public delegate* unmanaged<nint*, nint> CreateSessionOptions => (delegate* unmanaged<nint*, nint>)_functions[10];

    /// <summary>memory info, data, bytes, shape, dimensions, element type, out value</summary>
    public delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint> CreateTensorWithDataAsOrtValue =>
        (delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)_functions[49];

    /// <summary>value, out data</summary>
    public delegate* unmanaged<nint, void**, nint> GetTensorMutableData => (delegate* unmanaged<nint, void**, nint>)_functions[51];

    /// <summary>type and shape, out count</summary>
    public delegate* unmanaged<nint, nuint*, nint> GetTensorShapeElementCount => (delegate* unmanaged<nint, nuint*, nint>)_functions[64];

    /// <summary>value, out type and shape</summary>
    public delegate* unmanaged<nint, nint*, nint> GetTensorTypeAndShape => (delegate* unmanaged<nint, nint*, nint>)_functions[65];

    /// <summary>allocator kind, memory kind, out memory info</summary>
    public delegate* unmanaged<int, int, nint*, nint> CreateCpuMemoryInfo => (delegate* unmanaged<int, int, nint*, nint>)_functions[69];

    public delegate* unmanaged<nint, void> ReleaseEnv => Release(92);

    public delegate* unmanaged<nint, void> ReleaseMemoryInfo => Release(94);

    public delegate* unmanaged<nint, void> ReleaseSession => Release(95);

    public delegate* unmanaged<nint, void> ReleaseValue => Release(96);

    public delegate* unmanaged<nint, void> ReleaseTensorTypeAndShapeInfo => Release(99);

    public delegate* unmanaged<nint, void> ReleaseSessionOptions => Release(100);

    /// <summary>Turns a status that is not null into an exception with the library's own words.</summary>
    /// <exception cref="OnnxRuntimeException">The function failed.</exception>
    public void Check(nint status)
    {
        if (status == 0) return;
        string message = Marshal.PtrToStringUTF8(GetErrorMessage(status)) ?? "";
        Release(93)(status);
        throw new OnnxRuntimeException(message);
    }

    private delegate* unmanaged<nint, void> Release(int index) => (delegate* unmanaged<nint, void>)_functions[index];
}
