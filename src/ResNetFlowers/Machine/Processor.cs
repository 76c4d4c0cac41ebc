using System.Runtime.InteropServices;

namespace ResNetFlowers.Machine;

/// <summary>The processor.</summary>
public static class Processor
{
    private const string LinuxFile = "/proc/cpuinfo";

    // What convolutions gain from, in Linux's spelling on x86 and on ARM.
    private static readonly string[] Telling =
    [
        "sse4_2", "f16c", "fma", "avx", "avx2", "avx512f", "avx512bw", "avx512vl", "avx512_vnni", "avx_vnni", "avx512_bf16", "avx512_fp16",
        "amx_tile", "amx_int8", "amx_bf16", "asimd", "asimddp", "sve", "sve2", "i8mm", "bf16",
    ];

    /// <summary>Its name, as it calls itself where Linux says so.</summary>
    public static string Name { get; } = Field(Text(), "model name")
        ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? RuntimeInformation.ProcessArchitecture.ToString();

    /// <summary>Those of its instruction sets that matter here, in Linux's spelling, simple ones first; none where the system does not say.</summary>
    public static IReadOnlyList<string> InstructionSets { get; } = SetsOf(Text());

    /// <summary>The instruction sets that matter, out of a text as that of <c>/proc/cpuinfo</c>.</summary>
    internal static IReadOnlyList<string> SetsOf(string text)
    {
        string[] flags = (Field(text, "flags") ?? Field(text, "Features") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. Telling.Where(set => flags.Contains(set, StringComparer.Ordinal))];
    }

    /// <summary>The first value of a name, in lines of <c>name : value</c>.</summary>
    internal static string? Field(string text, string name)
    {
        foreach (string line in text.Split('\n'))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && line.AsSpan(0, colon).Trim().SequenceEqual(name)) return line[(colon + 1)..].Trim();
        }

        return null;
    }

    private static string Text() => File.Exists(LinuxFile) ? File.ReadAllText(LinuxFile) : "";
}
