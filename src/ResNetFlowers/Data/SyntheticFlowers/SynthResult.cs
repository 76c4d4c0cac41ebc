using System.Runtime.InteropServices;

namespace ResNetFlowers.Data.SyntheticFlowers;

/// <summary>How far the drawing has come.</summary>
/// <param name="Done">Pictures written.</param>
/// <param name="Total">Pictures in all.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SynthProgress(int Done, int Total);

/// <summary>What was drawn.</summary>
/// <param name="Out">The folder, as an absolute path.</param>
/// <param name="Classes">The classes, in the order of their labels.</param>
/// <param name="PerClass">Pictures of each.</param>
/// <param name="Images">Pictures in all.</param>
/// <param name="Size">Pixels a side.</param>
/// <param name="Seed">Which series of pictures.</param>
public sealed record SynthResult(string Out, IReadOnlyList<string> Classes, int PerClass, int Images, int Size, long Seed);
