namespace ResNetFlowers.Diagnosis;

/// <summary>The libtorch that is in use.</summary>
public sealed record LibTorchReport
{
    /// <summary>The version that this program was built for, such as <c>2.11.0</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The folder of its libraries; null where that cannot be told.</summary>
    public required string? Folder { get; init; }

    /// <summary>Whether the distribution brought it, and not a folder of the user's own.</summary>
    public required bool IsSystems { get; init; }

    /// <summary>The CUDA that it is built with, such as <c>13.0</c>; null without.</summary>
    public required string? Cuda { get; init; }

    /// <summary>The cuDNN that it is built with, such as <c>9.19.0</c>; null without.</summary>
    public required string? Cudnn { get; init; }

    /// <summary>CPU threads that an operator is divided among.</summary>
    public required int Threads { get; init; }

    /// <summary>Its own words about how it was built, a fact a line.</summary>
    public required IReadOnlyList<string> Configuration { get; init; }

    /// <summary>Its own words about its threads, a fact a line.</summary>
    public required IReadOnlyList<string> Parallelism { get; init; }
}
