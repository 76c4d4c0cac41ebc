using System.Runtime.InteropServices;

namespace ResNetFlowers.Machine;

/// <summary>
/// What becomes of the memory of tensors on the CPU that are gone. By itself glibc gives back at once what is larger than 32 MiB or at its
/// heap's end, and takes it again, filled page by page, a few milliseconds later: a tenth of the time of a training step. So it is told to
/// keep everything, and asked for what is left over where the work changes. Other systems' allocators are left to themselves.
/// </summary>
internal static partial class HostMemory
{
    // M_TRIM_THRESHOLD and M_MMAP_THRESHOLD of malloc.h.
    private const int TrimThreshold = -1;
    private const int MMapThreshold = -3;

    private static readonly Lazy<bool> IsKept = new(TryKeep);

    /// <summary>Keeps, from here on, what tensors leave, up to 2 GiB in a piece.</summary>
    public static void Keep() => _ = IsKept.Value;

    /// <summary>Gives back to the system what no tensor holds; takes milliseconds.</summary>
    public static void Release()
    {
        if (IsKept.Value) _ = malloc_trim(0);
    }

    private static bool TryKeep()
    {
        // A user's own settings, by any of glibc's variables, are left alone.
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariables().Keys.Cast<string>().Any(IsGlibcs)) return false;
        try
        {
            _ = mallopt(MMapThreshold, int.MaxValue);
            _ = mallopt(TrimThreshold, int.MaxValue);
            return true;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another C library.
            return false;
        }
    }

    private static bool IsGlibcs(string variable) => variable.StartsWith("MALLOC_", StringComparison.Ordinal) || variable == "GLIBC_TUNABLES";

    [LibraryImport("libc")] private static partial int mallopt(int parameter, int value);

    [LibraryImport("libc")] private static partial int malloc_trim(nuint pad);
}
