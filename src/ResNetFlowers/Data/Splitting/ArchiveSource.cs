using ResNetFlowers.Data.Archives;

namespace ResNetFlowers.Data.Splitting;

/// <summary>An archive of photos, as what is to be split.</summary>
internal static class ArchiveSource
{
    /// <summary>Unpacks an archive of one sub-folder per class, be it within folders of their own.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="unpacked">The folder that receives its photos; it must not exist.</param>
    /// <param name="cancellation">Stops the work; what is unpacked stays the caller's to remove.</param>
    /// <exception cref="InputException">The archive cannot be used; the message names it and the mend.</exception>
    public static SplitSource Open(string archive, string unpacked, CancellationToken cancellation)
    {
        PhotoArchive.Unpack(archive, unpacked, cancellation);
        string root = FindClasses(unpacked);
        if (ImageFiles.SubfolderNames(root).Count == 0)
        {
            throw new InputException($"{archive}: its photos lie in no folder of a class; pack one sub-folder of photos per class");
        }

        return SplitSource.FromFolder(ImageFolder.Scan(root), archive, mayMove: true);
    }

    /// <summary>Archives usually hold one folder that holds everything: the first below it that is not alone, or has none below.</summary>
    private static string FindClasses(string folder)
    {
        while (ImageFiles.SubfolderNames(folder) is [string only]
            && !Directory.EnumerateFiles(folder).Any()
            && ImageFiles.SubfolderNames(Path.Join(folder, only)).Count > 0)
        {
            folder = Path.Join(folder, only);
        }

        return folder;
    }
}
