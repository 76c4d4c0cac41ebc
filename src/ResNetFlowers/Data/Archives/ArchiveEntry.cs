namespace ResNetFlowers.Data.Archives;

/// <summary>What an archive holds at one name.</summary>
/// <param name="Name">The name, with <c>/</c> between its parts; whatever whoever packed it wrote.</param>
/// <param name="Length">Bytes of the content, as the archive has it.</param>
/// <param name="IsFile">Whether it is a plain file.</param>
/// <param name="Problem">Why an archive that holds it is refused; null where nothing is wrong with it.</param>
/// <param name="Content">The content of a file, to be read before the next entry; null where there is none.</param>
internal sealed record ArchiveEntry(string Name, long Length, bool IsFile, string? Problem, Stream? Content)
{
    /// <summary>The name for messages.</summary>
    public static string Shown(string name) => OneLine.Of(name, most: 100);

    /// <summary>Why a link is refused.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="mend">How the archive is packed without.</param>
    public static string LinkProblem(string name, string mend) => $"holds a link, {Shown(name)}; pack it again with the files themselves ({mend})";
}
