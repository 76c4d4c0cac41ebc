namespace ResNetFlowers.Tests.Data;

/// <summary>A folder of its own for a test, removed afterwards.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("resnetflowers-test-").FullName;

    public string At(string relative) => Path.Join(Root, relative);

    /// <summary>Writes small files, whatever their names say, and the folders that they need.</summary>
    public TempFolder Files(params IEnumerable<string> relative)
    {
        foreach (string path in relative)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
            File.WriteAllText(At(path), path);
        }

        return this;
    }

    /// <summary>Writes <paramref name="count"/> small files CLASS/0001.jpg, CLASS/0002.jpg, …</summary>
    public TempFolder Class(string folder, int count) =>
        Files(Enumerable.Range(1, count).Select(number => $"{folder}/{number:D4}.jpg"));

    /// <summary>Every file below a folder, relative to it, in ordinal order.</summary>
    public List<string> List(string relative = "") =>
    [
        .. Directory.EnumerateFiles(At(relative), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(At(relative), file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
