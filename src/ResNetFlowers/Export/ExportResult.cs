using ResNetFlowers.Export.Proof;

namespace ResNetFlowers.Export;

/// <summary>What was exported.</summary>
/// <param name="Path">The file.</param>
/// <param name="Arch">The network's name.</param>
/// <param name="Classes">How many classes it tells apart.</param>
/// <param name="ImageSize">Side of the square that it sees, in pixels.</param>
/// <param name="Bytes">The file's length.</param>
/// <param name="Proof">What running the file showed; null where there is nothing at hand to run it.</param>
public sealed record ExportResult(string Path, string Arch, int Classes, int ImageSize, long Bytes, ExportProof? Proof);
