using System.Runtime.InteropServices;

namespace TorchSharp.SystemLibTorch;

/// <summary>
/// An extension of ours: what becomes of the memory of tensors on the CPU that are gone. By itself glibc gives back at once what is larger
/// than 32 MiB or at its heap's end, and takes it again, filled page by page, a few milliseconds later: a tenth of the time of a training
/// step. So it is told to keep everything, and asked for what is left over where the work changes.
/// </summary>
public static partial class HostMemory
{
    // M_TRIM_THRESHOLD and M_MMAP_THRESHOLD of malloc.h.
    private const int TrimThreshold = -1;
    private const int MMapThreshold = -3;

    // A user's own settings, by any of glibc's variables, are left alone.
    private static readonly bool IsOurs = !Environment.GetEnvironmentVariables().Keys.Cast<string>()
        .Any(name => name.StartsWith("MALLOC_", StringComparison.Ordinal) || name == "GLIBC_TUNABLES");

    /// <summary>Gives back to the system what no tensor holds; takes milliseconds.</summary>
    public static void Release()
    {
        if (IsOurs) _ = malloc_trim(0);
    }

    /// <summary>Keeps, from here on, what tensors leave, up to 2 GiB in a piece.</summary>
    internal static void Keep()
    {
        if (!IsOurs) return;
        _ = mallopt(MMapThreshold, int.MaxValue);
        _ = mallopt(TrimThreshold, int.MaxValue);
    }

    [LibraryImport("libc")] private static partial int mallopt(int parameter, int value);

    [LibraryImport("libc")] private static partial int malloc_trim(nuint pad);
}
