using System.Runtime.InteropServices;

namespace ResNetFlowers.Machine;

/// <summary>
/// NVIDIA's driver, asked through its own library, which comes with the driver and needs neither libtorch nor the CUDA toolkit:
/// https://docs.nvidia.com/cuda/cuda-driver-api/.
/// </summary>
public sealed record CudaDriver
{
    /// <summary>There is no GPU, or none that this process may see (<c>CUDA_ERROR_NO_DEVICE</c>).</summary>
    public const int NoDevice = 100;

    private const int NameLength = 256;
    private const int ComputeCapabilityMajor = 75;
    private const int ComputeCapabilityMinor = 76;

    /// <summary>The driver's library.</summary>
    internal static readonly string Library = OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1";

    /// <summary>No driver.</summary>
    public static readonly CudaDriver None = new();

    /// <summary>Whether the driver's library is there.</summary>
    public bool IsInstalled { get; init; }

    /// <summary>The newest CUDA that it runs, such as <c>13.0</c>.</summary>
    public string Cuda => CudaNumber.Text(CudaVersion);

    /// <summary>The same as CUDA numbers it, 13000 for 13.0.</summary>
    internal int CudaVersion { get; init; }

    /// <summary>How it answered when it was started: 0, or the number of an error.</summary>
    public int Status { get; init; }

    /// <summary>The error's name and meaning; null where there is none.</summary>
    public string? Error { get; init; }

    /// <summary>The GPUs that this process may use.</summary>
    public IReadOnlyList<Gpu> Gpus { get; init; } = [];

    /// <summary>Asks the driver of this machine.</summary>
    public static CudaDriver Read() => NativeExports.TryLoad(Library) is { } library ? Ask(library) : None;

    private static unsafe CudaDriver Ask(NativeExports library)
    {
        var getVersion = (delegate* unmanaged<int*, int>)library.Find("cuDriverGetVersion");
        var initialize = (delegate* unmanaged<uint, int>)library.Find("cuInit");
        var count = (delegate* unmanaged<int*, int>)library.Find("cuDeviceGetCount");
        if (getVersion is null || initialize is null || count is null) return None;

        int version = 0, devices = 0;
        _ = getVersion(&version);
        int status = initialize(0);
        if (status == 0) status = count(&devices);
        return new CudaDriver
        {
            IsInstalled = true, CudaVersion = version, Status = status, Error = status == 0 ? null : Explain(library, status),
            Gpus = [.. Enumerable.Range(0, devices).Select(index => Describe(library, index))],
        };
    }

    private static string Explain(NativeExports library, int status) =>
        $"{Words(library, "cuGetErrorName", status) ?? $"error {status}"}: {Words(library, "cuGetErrorString", status) ?? "no reason given"}";

    private static unsafe string? Words(NativeExports library, string function, int status)
    {
        byte* text = null;
        var get = (delegate* unmanaged<int, byte**, int>)library.Find(function);
        if (get is not null) _ = get(status, &text);
        return Marshal.PtrToStringUTF8((nint)text);
    }

    private static unsafe Gpu Describe(NativeExports library, int index)
    {
        var get = (delegate* unmanaged<int*, int, int>)library.Find("cuDeviceGet");
        var getName = (delegate* unmanaged<byte*, int, int, int>)library.Find("cuDeviceGetName");
        var getMemory = (delegate* unmanaged<nuint*, int, int>)library.Find("cuDeviceTotalMem_v2");
        var getAttribute = (delegate* unmanaged<int*, int, int, int>)library.Find("cuDeviceGetAttribute");
        var getBus = (delegate* unmanaged<byte*, int, int, int>)library.Find("cuDeviceGetPCIBusId");

        int device = 0, major = 0, minor = 0;
        nuint memory = 0;
        byte* name = stackalloc byte[NameLength], bus = stackalloc byte[NameLength];
        *name = *bus = 0;
        if (get is not null) _ = get(&device, index);
        if (getName is not null) _ = getName(name, NameLength, device);
        if (getMemory is not null) _ = getMemory(&memory, device);
        if (getBus is not null) _ = getBus(bus, NameLength, device);
        if (getAttribute is not null)
        {
            _ = getAttribute(&major, ComputeCapabilityMajor, device);
            _ = getAttribute(&minor, ComputeCapabilityMinor, device);
        }

        string place = Marshal.PtrToStringUTF8((nint)bus) ?? "";
        return new Gpu(index, Marshal.PtrToStringUTF8((nint)name) ?? "", $"{major}.{minor}", (long)memory, GpuMemory.Free(place));
    }
}
