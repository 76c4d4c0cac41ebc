using System.Runtime.InteropServices;
using System.Text;

namespace ResNetFlowers.Formats.Onnx.Runtime;

/// <summary>A graph that ONNX Runtime has loaded, on the CPU, with as many threads as there are cores.</summary>
internal sealed unsafe class OrtSession : IDisposable
{
    private const int LogErrors = 3;
    private const int DeviceAllocator = 0;
    private const int DefaultMemory = 0;

    private readonly OrtApi _api;
    private nint _environment;
    private nint _options;
    private nint _memory;
    private nint _session;

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
            fixed (byte* name = "flowers\0"u8) Create(out _environment, result => api.CreateEnv(LogErrors, name, result));
            Create(out _options, result => api.CreateSessionOptions(result));
            Create(out _memory, result => api.CreateCpuMemoryInfo(DeviceAllocator, DefaultMemory, result));
            Create(out _session, result => api.CreateSession(_environment, nativePath, _options, result));
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
}
