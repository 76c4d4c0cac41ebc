using System.Globalization;
using System.Text.RegularExpressions;

namespace ResNetFlowers.Machine;

/// <summary>What libtorch and CUDA's libraries say where a GPU's memory was too small.</summary>
/// <param name="Total">The GPU's memory, in bytes; null where they do not say.</param>
/// <param name="Available">How much of it this program had, or could have had, in bytes; null where they do not say.</param>
internal sealed partial record MemoryShortage(long? Total, long? Available)
{
    private const double Kibibyte = 1 << 10;

    /// <summary>Whether that is what an exception says, or one that it wraps.</summary>
    public static bool IsBehind(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (Wording().IsMatch(exception.Message)) return true;
        }

        return false;
    }

    /// <summary>Reads the figures out of a message.</summary>
    /// <param name="message">Of an exception that a shortage <see cref="IsBehind"/>.</param>
    public static MemoryShortage Read(string message)
    {
        long? free = Bytes(Free().Match(message));
        // What the allocator holds is the program's own. Until libtorch 2.0 that is one figure.
        long? held = Bytes(Reserved().Match(message)) ?? Bytes(Allocated().Match(message)) + Bytes(Unallocated().Match(message));
        return new MemoryShortage(Bytes(Capacity().Match(message)), free + held);
    }

    /// <summary>The memory for people: how much the GPU has, how much of that was there, and how to learn who has the rest; empty where nothing is known.</summary>
    public override string ToString() => (Total, Available) switch
    {
        (null, _) => "",
        ({ } total, null) => Text(total),
        ({ } total, { } available) when Text(available) != Text(total) => $"{Text(total)}, of which {Text(available)} were free; nvidia-smi tells who has the rest",
        ({ } total, _) => $"{Text(total)}, all of it free",
    };

    private static string Text(long bytes) => bytes >= 1 << 30
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / Kibibyte / Kibibyte / Kibibyte:f1} GiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / Kibibyte / Kibibyte:f0} MiB");

    private static long? Bytes(Match match)
    {
        if (!match.Success) return null;
        int power = Array.IndexOf(["bytes", "KiB", "MiB", "GiB"], match.Groups["unit"].Value);
        return (long)(double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) * Math.Pow(Kibibyte, power));
    }

    // libtorch's allocator; what CUDA says of memory that is pinned, of a context, of a graph; cuBLAS (and cuBLASLt, cuSOLVER), cuDNN 8, cuDNN 9.
    [GeneratedRegex(@"CUDA out of memory|CUDA (driver )?error: out of memory|CU\w+_STATUS_ALLOC_FAILED|CUDNN_STATUS_INTERNAL_ERROR_DEVICE_ALLOCATION_FAILED", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Wording();

    // "GPU 0 has a total capacity of 79.10 GiB of which", since libtorch 2.2; "(GPU 0; 79.10 GiB total capacity;".
    [GeneratedRegex(@"total capac\w+ of (?<number>[\d.]+) (?<unit>\w+)|; (?<number>[\d.]+) (?<unit>\w+) total capacity", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Capacity();

    // "of which 1.02 GiB is free"; "; 1.02 GiB free;".
    [GeneratedRegex(@"(?<number>[\d.]+) (?<unit>\w+) (is )?free", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Free();

    [GeneratedRegex(@"(?<number>[\d.]+) (?<unit>\w+) reserved in total by PyTorch", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reserved();

    [GeneratedRegex(@"(?<number>[\d.]+) (?<unit>\w+) is allocated by PyTorch", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Allocated();

    [GeneratedRegex(@"(?<number>[\d.]+) (?<unit>\w+) is reserved by PyTorch but unallocated", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unallocated();
}
