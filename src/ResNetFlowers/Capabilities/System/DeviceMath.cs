using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.SystemLibTorch;
using static TorchSharp.torch;

namespace ResNetFlowers.Capabilities;

/// <summary>How a device computes: in which precision, by which algorithms.</summary>
internal static class DeviceMath
{
    /// <summary>Whether <see cref="Autocast"/> is there at all.</summary>
    public static bool HasAutocast => true;

    /// <summary>Whether the device computes in bfloat16: any CPU, by libtorch's own kernels, and CUDA from compute capability 8 on.</summary>
    public static bool HasBFloat16(Device device) => device.type == DeviceType.CPU || CudaMath.HasBFloat16;

    /// <summary>Lets forward passes on this thread compute in bfloat16 where that is good enough, until disposal; weights stay float32.</summary>
    public static IDisposable Autocast(Device device) => TorchSharp.SystemLibTorch.Autocast.Enter(device, ScalarType.BFloat16);

    /// <summary>Whether CUDA may round what it multiplies to TensorFloat-32; for the whole process.</summary>
    public static void AllowTf32(bool allowed) => CudaMath.AllowTf32 = allowed;

    /// <summary>Whether cuDNN tries its algorithms where it sees a shape for the first time; for the whole process.</summary>
    public static void TuneConvolutions(bool tunes) => CudaMath.Benchmark = tunes;

    /// <summary>Clips gradients to a length without waiting for the device.</summary>
    public static void ClipGradNorm(IEnumerable<Parameter> parameters, double maxNorm) => GradientClipping.Clip(parameters, maxNorm);
}
