using TorchSharp;

namespace ResNetFlowers.Capabilities;

/// <summary>Which libtorch is in use, and how another one is taken.</summary>
internal static class TorchLibrary
{
    /// <summary>What the property <c>TorchProvider</c> was.</summary>
    public const string Provider = "nuget";

    /// <summary>The path of libtorch's main library: TorchSharp keeps it to itself.</summary>
    public static string? LibraryPath => null;

    /// <summary>libtorch's own lines about how it was built: TorchSharp has none.</summary>
    public static string? Configuration => null;

    /// <summary>libtorch's own lines about its threads: TorchSharp has none.</summary>
    public static string? Parallelism => null;

    /// <summary>What it has of CUDA, as far as TorchSharp tells: where it sees a GPU, it has it.</summary>
    public static CudaSupport Cuda => new(torch.cuda.is_available() ? true : null, Failure: null, RuntimeVersion: 0, CudnnVersion: 0);

    /// <summary>How one gets a libtorch with CUDA.</summary>
    public static string CudaMend => "on Linux build with the CUDA packages, -p:TorchDevice=cuda; on Windows they are the default";

    /// <summary>How the libraries between this program and libtorch are had anew.</summary>
    public static string BuildMend => "build the program again, so that the packages TorchSharp and libtorch are restored";
}
