using System.Runtime.InteropServices;

namespace ResNetFlowers.Weights.Download;

/// <summary>How far a download is.</summary>
/// <param name="Bytes">Bytes on the disk so far, those of an earlier attempt among them.</param>
/// <param name="Total">Bytes of the whole file; null where the server does not say.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DownloadProgress(long Bytes, long? Total);
