using ResNetFlowers.Capabilities;
using ResNetFlowers.Machine;
using TorchSharp;

namespace ResNetFlowers;

/// <summary>Why there is no CUDA device, in words that end in the mend.</summary>
internal static class CudaAbsence
{
    /// <summary>The environment's list of the GPUs that a process may see.</summary>
    public const string VisibleDevices = "CUDA_VISIBLE_DEVICES";

    /// <summary>The reason on this machine.</summary>
    public static string Explain() => Explain(TorchLibrary.Cuda, CudaDriver.Read(), Environment.GetEnvironmentVariable(VisibleDevices), TorchLibrary.CudaMend);

    /// <summary>The reason, where a GPU could be expected to be used and is not: a broken libtorch or driver, a GPU that libtorch is not built for; null elsewhere.</summary>
    public static string? ExplainUnexpected() => torch.cuda.is_available()
        ? null
        : ExplainUnexpected(TorchLibrary.Cuda, CudaDriver.Read(), Environment.GetEnvironmentVariable(VisibleDevices), TorchLibrary.CudaMend);

    /// <summary>As <see cref="ExplainUnexpected()"/>, of what is known: a libtorch with CUDA that is whole says little on a machine without a driver or with its GPUs hidden.</summary>
    public static string? ExplainUnexpected(CudaSupport support, CudaDriver driver, string? visible, string mend) =>
        driver.Gpus.Count > 0 || support.Failure is not null || (support.IsBuiltIn != false && driver.IsInstalled && visible is not ("" or "-1"))
            ? Explain(support, driver, visible, mend)
            : null;

    /// <summary>The reason, the first that applies on the way from libtorch down to the GPU.</summary>
    /// <param name="support">What libtorch has of CUDA.</param>
    /// <param name="driver">What NVIDIA's driver says.</param>
    /// <param name="visible">The value of <c>CUDA_VISIBLE_DEVICES</c>; null where it is not set.</param>
    /// <param name="mend">How one gets a libtorch with CUDA.</param>
    public static string Explain(CudaSupport support, CudaDriver driver, string? visible, string mend)
    {
        if (support.IsBuiltIn == false) return $"this libtorch is built without CUDA; {mend}";
        if (support.Failure is { } failure) return $"libtorch's CUDA library could not be loaded ({failure}); install what it names, or {mend}";
        if (!driver.IsInstalled) return $"there is no NVIDIA driver ({CudaDriver.Library} cannot be loaded); install it, or give the container the GPU (docker run --gpus all)";
        if (driver.Gpus.Count == 0 && visible is not null) return $"{VisibleDevices} is '{visible}', which leaves no GPU to see; unset it";
        if (driver.Status == CudaDriver.NoDevice) return $"the NVIDIA driver sees no GPU ({driver.Error}); nvidia-smi must list one";
        if (driver.Status != 0) return $"the NVIDIA driver does not start ({driver.Error}); nvidia-smi must list a GPU, a restart of the machine may help";
        if (IsOlder(driver.CudaVersion, support.RuntimeVersion))
            return $"the NVIDIA driver is too old: it runs CUDA up to {CudaNumber.Text(driver.CudaVersion)}, this libtorch needs {CudaNumber.Text(support.RuntimeVersion)}; update the driver, or {mend}";
        string seen = driver.Gpus.Count == 1 ? "a GPU" : $"{driver.Gpus.Count} GPUs";
        string doubt = support.IsBuiltIn is null ? "it may be built without CUDA" : "so new or so old a GPU may be unknown to it";
        return $"the NVIDIA driver sees {seen}, libtorch does not; {doubt}: {mend}";
    }

    // Within a major version an older driver runs a newer runtime: https://docs.nvidia.com/deploy/cuda-compatibility/.
    private static bool IsOlder(long driver, long runtime) => driver / 1000 < runtime / 1000;
}
