using System.Runtime.InteropServices;
using ResNetFlowers.Capabilities;
using ResNetFlowers.Data;
using ResNetFlowers.Data.Caching;
using ResNetFlowers.Imaging.Codecs;
using ResNetFlowers.Machine;
using TorchSharp;

namespace ResNetFlowers.Diagnosis;

/// <summary>Looks at what this program runs on, and says so even where that cannot be loaded.</summary>
public static class Doctor
{
    private const string LibTorchVariable = "LIBTORCH";

    /// <summary>Loads everything that the program may come to need, and tells how that went.</summary>
    public static DoctorReport Examine()
    {
        string? failure = Failure();
        LibTorchReport? libtorch = failure is null ? Describe() : null;
        bool hasCuda = libtorch is not null && torch.cuda.is_available();
        CudaDriver driver = CudaDriver.Read();
        List<string> problems = [.. OptionalLibraries().Where(library => !library.IsThere).Select(library => library.Missing)];
        string? noCuda = libtorch is null || hasCuda ? null : CudaAbsence.Explain();
        if (libtorch is not null && CudaAbsence.ExplainUnexpected() is { } absence) problems.Add(absence);
        if (libtorch is not null) problems.AddRange(LibTorchDoubts.About(libtorch, Environment.GetEnvironmentVariable(LibTorchVariable), TorchLibrary.BuildMend));

        return new DoctorReport
        {
            Version = ProgramVersion.Text,
            Provider = TorchLibrary.Provider,
            Dotnet = Environment.Version.ToString(),
            Os = RuntimeInformation.OSDescription,
            Cpu = Processor.Name,
            InstructionSets = Processor.InstructionSets,
            Cores = Environment.ProcessorCount,
            Memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            FreeMemory = AvailableMemory.Find(),
            Libtorch = libtorch,
            Driver = driver,
            Device = libtorch is null ? null : ComputeDevice.Find("auto").ToString(),
            NoCuda = noCuda,
            Libraries = LoadedLibraries.Paths(),
            Failure = failure,
            Problems = problems,
        };
    }

    private static IEnumerable<SystemLibrary> OptionalLibraries() =>
        OperatingSystem.IsLinux() ? PlatformCodec.Libraries.Append(SystemLibrary.OpenSsl) : PlatformCodec.Libraries;

    private static string? Failure()
    {
        try
        {
            _ = torch.get_num_threads();
            return null;
        }
        catch (Exception exception) when (LoaderMessage.Of(exception) is not null || exception is NotSupportedException or TypeInitializationException)
        {
            return LibTorchFailure.Explain(LoaderMessage.Of(exception) ?? exception.GetBaseException().Message, TorchLibrary.BuildMend);
        }
    }

    private static LibTorchReport Describe()
    {
        CudaSupport cuda = TorchLibrary.Cuda;
        string? folder = TorchLibrary.LibraryPath is { } path ? RealPath.Of(Path.GetDirectoryName(path)!) : null;
        return new LibTorchReport
        {
            Version = torch.__version__,
            Folder = folder,
            IsSystems = folder?.StartsWith("/usr/lib", StringComparison.Ordinal) == true,
            Cuda = cuda.RuntimeVersion == 0 ? null : CudaNumber.Text(cuda.RuntimeVersion),
            Cudnn = cuda.CudnnVersion == 0 ? null : CudaNumber.Cudnn(cuda.CudnnVersion),
            Threads = torch.get_num_threads(),
            Configuration = Facts(TorchLibrary.Configuration),
            Parallelism = Facts(TorchLibrary.Parallelism),
        };
    }

    // The lines of a text without the dashes that some begin with.
    private static string[] Facts(string? text) =>
        [.. (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.TrimStart('-', ' '))];
}
