using ResNetFlowers.Capabilities;
using ResNetFlowers.Machine;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers;

/// <summary>Where the network runs.</summary>
public static class ComputeDevice
{
    /// <summary>
    /// Turns the option <c>--device</c> into a device that is there. CUDA is loaded where it is asked for, and that must be before the
    /// process computes for the first time: libtorch takes stock of its devices only once.
    /// </summary>
    /// <param name="name"><c>auto</c> (a GPU if there is one), <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <exception cref="InputException">The name is none of these, or this machine has no such device.</exception>
    public static Device Find(string name)
    {
        Device device = Named(name);
        HostMemory.Keep();
        // cuDNN rounds float32 to TensorFloat-32 unless it is told otherwise, and a network would answer otherwise than on the CPU.
        if (device.type == DeviceType.CUDA) DeviceMath.AllowTf32(false);
        return device;
    }

    /// <summary>What the driver knows of the CUDA device of an option; null for the CPU, or where it knows nothing. Sets nothing.</summary>
    internal static Gpu? FindGpu(string name) => FindGpu(Named(name));

    /// <summary>What the driver knows of a CUDA device, without a number of the first; null for the CPU, or where it knows nothing.</summary>
    internal static Gpu? FindGpu(Device device) =>
        device.type == DeviceType.CPU ? null : CudaDriver.Read().Gpus.FirstOrDefault(gpu => gpu.Index == Math.Max(0, device.index));

    private static Device Named(string name)
    {
        if (name == "cpu") return CPU;
        if (name == "auto") return cuda.is_available() ? CUDA : CPU;

        string number = name == "cuda" ? "0" : name.StartsWith("cuda:", StringComparison.Ordinal) ? name["cuda:".Length..] : "";
        if (!int.TryParse(number, System.Globalization.NumberStyles.None, null, out int index))
            throw new InputException($"--device {name}: there is no such device; choose auto, cpu, cuda or cuda:N");
        int count = cuda.device_count();
        if (count == 0) throw new InputException($"--device {name}: {CudaAbsence.Explain()}; or use --device cpu");
        if (index >= count) throw new InputException($"--device {name}: {(count == 1 ? "there is one CUDA device, cuda:0" : $"there are {count} CUDA devices, cuda:0 to cuda:{count - 1}")}");
        return new Device(DeviceType.CUDA, index);
    }

    /// <summary>Sets how many threads libtorch computes with on the CPU; null leaves its default, all cores.</summary>
    /// <exception cref="InputException">The number is below 1.</exception>
    public static void UseThreads(int? threads)
    {
        if (threads is not { } count) return;
        if (count < 1) throw new InputException($"--threads {count}: give at least 1");
        set_num_threads(count);
    }
}
