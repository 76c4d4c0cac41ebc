using ResNetFlowers.Machine;

namespace ResNetFlowers.Diagnosis;

/// <summary>What this program runs on, and what it lacks.</summary>
public sealed record DoctorReport
{
    /// <summary>This program's version.</summary>
    public required string Version { get; init; }

    /// <summary>Where its tensors come from: <c>system</c> or <c>nuget</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>.NET's version.</summary>
    public required string Dotnet { get; init; }

    /// <summary>The operating system.</summary>
    public required string Os { get; init; }

    /// <summary>The processor's name.</summary>
    public required string Cpu { get; init; }

    /// <summary>Those of its instruction sets that matter.</summary>
    public required IReadOnlyList<string> InstructionSets { get; init; }

    /// <summary>Its cores, as far as this process may use them.</summary>
    public required int Cores { get; init; }

    /// <summary>Memory, in bytes, within the limit of a container.</summary>
    public required long Memory { get; init; }

    /// <summary>How much of that is to be had, in bytes.</summary>
    public required long FreeMemory { get; init; }

    /// <summary>libtorch; null where it cannot be loaded.</summary>
    public required LibTorchReport? Libtorch { get; init; }

    /// <summary>NVIDIA's driver and its GPUs.</summary>
    public required CudaDriver Driver { get; init; }

    /// <summary>What <c>--device auto</c> takes; null without libtorch.</summary>
    public required string? Device { get; init; }

    /// <summary>Why there is no CUDA device; null where there is one, or no libtorch to ask.</summary>
    public required string? NoCuda { get; init; }

    /// <summary>The native libraries that count, as whole paths.</summary>
    public required IReadOnlyList<string> Libraries { get; init; }

    /// <summary>Why nothing works at all; null where it does.</summary>
    public required string? Failure { get; init; }

    /// <summary>What is missing or odd, while the rest works; each with its mend.</summary>
    public required IReadOnlyList<string> Problems { get; init; }
}
