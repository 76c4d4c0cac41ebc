namespace ResNetFlowers.Data;

/// <summary>Names of files that the runtime cannot say: on Linux a name is any bytes, and those that are no UTF-8 come as U+FFFD.</summary>
internal static class FileName
{
    /// <summary>What to do about one.</summary>
    public const string LostMend = "its name is not UTF-8, rename it";

    /// <summary>Whether bytes of a path were lost, so that nothing can be opened by it.</summary>
    public static bool IsLost(string path) => path.Contains('\uFFFD', StringComparison.Ordinal);
}
