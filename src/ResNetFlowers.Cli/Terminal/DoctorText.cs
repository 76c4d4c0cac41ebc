using System.Globalization;
using ResNetFlowers.Diagnosis;
using ResNetFlowers.Machine;

namespace ResNetFlowers.Cli.Terminal;

/// <summary>What <c>doctor</c> found, for people.</summary>
internal static class DoctorText
{
    private const double Gibibyte = 1L << 30;

    /// <summary>Writes it.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="line">Takes a line.</param>
    /// <param name="detail">Takes a line that is for those who want to know more.</param>
    public static void Write(DoctorReport report, Action<string> line, Action<string> detail)
    {
        foreach ((string name, string value) in Rows(report)) line($"{name,-9} {value}".TrimEnd());
        line("libraries");
        foreach (string path in report.Libraries) line($"  {path}");
        if (report.Problems.Count > 0) line("missing or odd");
        foreach (string problem in report.Problems) line($"  {problem}");
        if (report.Libtorch is not { } libtorch) return;
        foreach (string fact in libtorch.Configuration.Concat(libtorch.Parallelism)) detail(fact);
    }

    private static IEnumerable<(string Name, string Value)> Rows(DoctorReport report)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        yield return ("program", $"ResNetFlowers {report.Version}, provider {report.Provider}");
        yield return ("system", $".NET {report.Dotnet}, {report.Os}");
        yield return ("cpu", string.Create(culture, $"{report.Cpu}, {report.Cores} cores, {Size(report.Memory)} of memory, {Size(report.FreeMemory)} free"));
        if (report.InstructionSets.Count > 0) yield return ("", string.Join(' ', report.InstructionSets));
        if (report.Libtorch is { } libtorch)
        {
            yield return ("libtorch", $"{libtorch.Version}, {Origin(libtorch)}, {libtorch.Threads} thread{(libtorch.Threads == 1 ? "" : "s")}");
            string[] built = [.. libtorch.Configuration.Where(IsTelling).Select(WithoutRemark)];
            if (built.Length > 0) yield return ("", string.Join(", ", built));
            yield return ("cuda", Cuda(libtorch, report.NoCuda is null));
            if (report.NoCuda is { } reason) yield return ("", reason);
        }

        yield return ("driver", report.Driver.IsInstalled ? $"NVIDIA's, for CUDA up to {report.Driver.Cuda}" : "no NVIDIA driver");
        foreach (Gpu gpu in report.Driver.Gpus)
        {
            string free = gpu.FreeMemory is { } bytes ? $", {Size(bytes)} free" : "";
            yield return ($"cuda:{gpu.Index}", $"{gpu.Name}, compute capability {gpu.ComputeCapability}, {Size(gpu.Memory)}{free}");
        }

        if (report.Device is { } device) yield return ("device", $"{device}, by --device auto");
    }

    // TorchSharp uses a GPU without a word about the CUDA that it has.
    private static string Cuda(LibTorchReport libtorch, bool isUsable)
    {
        if (libtorch.Cuda is { } cuda) return $"{cuda}, {(libtorch.Cudnn is { } cudnn ? $"cuDNN {cudnn}" : "without cuDNN")}";
        return isUsable ? "available, of an unknown version" : "none";
    }

    private static string Origin(LibTorchReport libtorch) =>
        libtorch.Folder is null ? "from the packages" : libtorch.IsSystems ? $"the distribution's, in {libtorch.Folder}" : $"in {libtorch.Folder}";

    // What decides how fast it computes: MKL, oneDNN, OpenMP and the instruction set.
    private static bool IsTelling(string fact) =>
        fact.StartsWith("Intel(R)", StringComparison.Ordinal) || fact.StartsWith("OpenMP", StringComparison.Ordinal)
        || fact.StartsWith("CPU capability", StringComparison.Ordinal);

    private static string WithoutRemark(string fact) => fact.Split(" (", 2)[0];

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / Gibibyte:f1} GiB");
}
