using System.Buffers;

namespace ResNetFlowers.Data;

/// <summary>Which names of classes can be names of folders, on every system that the photos may be carried to.</summary>
internal static class ClassFolder
{
    /// <summary>The longest name, in characters; file systems end at 255 bytes.</summary>
    public const int MaxLength = 80;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("/\\:*?\"<>|");

    /// <summary>Says why a name cannot be a folder's.</summary>
    /// <returns>The rest of a sentence that begins with the name, and the mend; null for a name that can.</returns>
    public static string? Problem(string name)
    {
        if (string.IsNullOrWhiteSpace(name)) return "is empty; give every class a name";
        if (name.Length > MaxLength) return $"is longer than {MaxLength} characters; give a shorter name";
        if (name.AsSpan().ContainsAny(Forbidden)) return "holds one of / \\ : * ? \" < > |, which no folder's name may; leave it out";
        if (name.Any(char.IsControl)) return "holds a control character, such as a line end; leave it out";
        if (name[0] is '.' or ' ' || name[^1] is '.' or ' ') return "begins or ends with a dot or a space; leave that out";
        return null;
    }
}
