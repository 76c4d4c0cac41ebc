using System.Runtime.InteropServices;

namespace ResNetFlowers.Formats.Onnx.Runtime;

/// <summary>A graph that ONNX Runtime has loaded, on the CPU with all its cores. One call at a time.</summary>
internal sealed unsafe class OrtSession : IDisposable
{
    // Values of the C API's enumerations OrtLoggingLevel, OrtAllocatorType, OrtMemType.
    private const int LogErrors = 3;
    private const int DeviceAllocator = 0;
    private const int DefaultMemory = 0;

    private readonly OrtApi _api;
    private readonly nint _environment;
    private readonly nint _options;
    private readonly nint _memory;
    private readonly nint _session;

    /// <summary>Loads a file.</summary>
    /// <param name="api">The library.</param>
    /// <param name="path">The ONNX file.</param>
    /// <exception cref="OnnxRuntimeException">The file is missing, damaged, or no graph that this version can run.</exception>
    public OrtSession(OrtApi api, string path)
    {
        _api = api;
        nint nativePath = OperatingSystem.IsWindows() ? Marshal.StringToCoTaskMemUni(path) : Marshal.StringToCoTaskMemUTF8(path);
        try
        {
            fixed (byte* name = "flowers\0"u8)
            fixed (nint* environment = &_environment, options = &_options, memory = &_memory, session = &_session)
            {
                api.Check(api.CreateEnv(LogErrors, name, environment));
                api.Check(api.CreateSessionOptions(options));
                api.Check(api.CreateCpuMemoryInfo(DeviceAllocator, DefaultMemory, memory));
                api.Check(api.CreateSession(_environment, nativePath, _options, session));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
        finally
        {
            Marshal.FreeCoTaskMem(nativePath);
        }
    }

    /// <summary>Runs the graph on one tensor.</summary>
    /// <typeparam name="T">What its elements are.</typeparam>
    /// <param name="input">The name of the input.</param>
    /// <param name="elements">The tensor, row-major.</param>
    /// <param name="type">What the file calls <typeparamref name="T"/>.</param>
    /// <param name="shape">The length of each dimension.</param>
    /// <param name="output">The name of the output, a tensor of single-precision numbers.</param>
    /// <returns>The output, row-major.</returns>
    /// <exception cref="OnnxRuntimeException">The graph has no such input or output, or cannot take this tensor.</exception>
    public float[] Run<T>(string input, ReadOnlySpan<T> elements, TensorProto.Types.DataType type, ReadOnlySpan<long> shape, string output)
        where T : unmanaged
    {
        nint value = 0;
        nint result = 0;
        nint inputName = Marshal.StringToCoTaskMemUTF8(input);
        nint outputName = Marshal.StringToCoTaskMemUTF8(output);
        try
        {
            fixed (T* data = elements)
            fixed (long* lengths = shape)
            {
                _api.Check(_api.CreateTensorWithDataAsOrtValue(
                    _memory, data, (nuint)(elements.Length * sizeof(T)), lengths, (nuint)shape.Length, (int)type, &value));
                _api.Check(_api.Run(_session, 0, (byte**)&inputName, &value, 1, (byte**)&outputName, 1, &result));
            }

            return Read(result);
        }
        finally
        {
            if (value != 0) _api.ReleaseValue(value);
            if (result != 0) _api.ReleaseValue(result);
            Marshal.FreeCoTaskMem(inputName);
            Marshal.FreeCoTaskMem(outputName);
        }
    }

    /// <summary>Lets go of the graph; once only.</summary>
    public void Dispose()
    {
        if (_session != 0) _api.ReleaseSession(_session);
        if (_memory != 0) _api.ReleaseMemoryInfo(_memory);
        if (_options != 0) _api.ReleaseSessionOptions(_options);
        if (_environment != 0) _api.ReleaseEnv(_environment);
    }

    private float[] Read(nint value)
    {
        nint shape;
        nuint count;
        void* data;
        _api.Check(_api.GetTensorTypeAndShape(value, &shape));
        nint counted = _api.GetTensorShapeElementCount(shape, &count);
        _api.ReleaseTensorTypeAndShapeInfo(shape);
        _api.Check(counted);
        _api.Check(_api.GetTensorMutableData(value, &data));
        return new ReadOnlySpan<float>(data, checked((int)count)).ToArray();
    }
}
