using ResNetFlowers.Data;

namespace ResNetFlowers.Inference;

/// <summary>Turns what a person typed — files, folders, globs — into photos.</summary>
public static class PhotoPaths
{
    /// <summary>
    /// A file is taken as it is, missing ones included, so that they are reported beside the others; a folder stands for the photos
    /// below it; a pattern with <c>*</c> or <c>?</c> (and <c>**</c> for any depth) for what it matches, in ordinal order.
    /// </summary>
    /// <exception cref="InputException">A name is empty, a folder holds no photo, or a pattern matches none.</exception>
    public static IReadOnlyList<string> Expand(IEnumerable<string> paths) => [.. paths.SelectMany(Expand)];

    private static IReadOnlyList<string> Expand(string path)
    {
        if (string.IsNullOrWhiteSpace(path)) throw new InputException("PATH: is empty; name photos or a folder of them");
        if (File.Exists(path)) return [path];
        if (Directory.Exists(path))
        {
            IReadOnlyList<string> photos = ImageFiles.Find(path);
            return photos.Count > 0 ? photos : throw new InputException($"{path}: holds no photo ({ImageFiles.Extensions}); name photos or a folder of them");
        }

        if (!Glob.IsPattern(path)) return [path];
        IReadOnlyList<string> matches = Glob.Files(path);
        return matches.Count > 0 ? matches : throw new InputException($"{path}: matches no file; check the pattern");
    }
}
