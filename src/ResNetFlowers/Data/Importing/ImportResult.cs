using System.Runtime.InteropServices;

namespace ResNetFlowers.Data.Importing;

/// <summary>How far an import has come.</summary>
/// <param name="Done">Pictures written.</param>
/// <param name="Total">Pictures in all.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ImportProgress(int Done, int Total);

/// <summary>One class of an import.</summary>
/// <param name="Class">Its folder's name.</param>
/// <param name="Images">How many pictures it has, at least 1.</param>
public sealed record ImportedClass(string Class, int Images);

/// <summary>What an import of IDX files wrote.</summary>
/// <param name="Out">The folder, as an absolute path.</param>
/// <param name="Images">Pictures in all.</param>
/// <param name="Width">Their columns.</param>
/// <param name="Height">Their rows.</param>
/// <param name="Classes">The classes that occur, in the order of their labels in the file.</param>
public sealed record IdxImportResult(string Out, int Images, int Width, int Height, IReadOnlyList<ImportedClass> Classes);
