using System.Globalization;

namespace ResNetFlowers.Data.Caching;

/// <summary>How much memory there is to be had.</summary>
internal static class AvailableMemory
{
    private const string LinuxFile = "/proc/meminfo";

    /// <summary>Bytes that this process may still take: what the system has to give, within the limit of a container.</summary>
    public static long Find()
    {
        // What the system has taken is known only after a collection; where Linux says it itself, that is not needed.
        long? given = FromLinux();
        if (given is null) GC.Collect(generation: 0);
        GCMemoryInfo memory = GC.GetGCMemoryInfo();
        long free = given ?? memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes;
        return Math.Max(0, Math.Min(free, memory.TotalAvailableMemoryBytes - Environment.WorkingSet));
    }

    /// <summary>The line <c>MemAvailable</c>, in bytes (proc_meminfo(5)): what can be had without swapping.</summary>
    /// <param name="text">Of <c>/proc/meminfo</c>.</param>
    /// <returns>Null where there is no such line.</returns>
    internal static long? Parse(string text)
    {
        const string Name = "MemAvailable:";
        string? line = text.Split('\n').FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal));
        string number = line?[Name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim() ?? "";
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long kib) ? kib * 1024 : null;
    }

    private static long? FromLinux()
    {
        try
        {
            return File.Exists(LinuxFile) ? Parse(File.ReadAllText(LinuxFile)) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
