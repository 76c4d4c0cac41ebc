using System.Runtime.InteropServices;

namespace ResNetFlowers.Data.Lists;

/// <summary>One row of a list of photos.</summary>
/// <param name="Line">The line of the file that it begins on, from 1 on, for messages.</param>
/// <param name="Path">The photo, as the list names it.</param>
/// <param name="Value">What the list says of it: its label, or its part of a split.</param>
/// <param name="Extra">What the optional column says; null where the list has none, or the row none of it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ListRow(int Line, string Path, string Value, string? Extra = null);
