namespace ResNetFlowers.Machine;

/// <summary>A GPU as the CUDA driver sees it.</summary>
/// <param name="Index">The N of <c>cuda:N</c>.</param>
/// <param name="Name">Its name, <c>NVIDIA H100 80GB HBM3</c> say.</param>
/// <param name="ComputeCapability">What its instructions can do, <c>9.0</c> say.</param>
/// <param name="Memory">Its memory, in bytes.</param>
/// <param name="FreeMemory">How much of that nobody has taken, in bytes; null where NVIDIA's management library does not say.</param>
public sealed record Gpu(int Index, string Name, string ComputeCapability, long Memory, long? FreeMemory);
