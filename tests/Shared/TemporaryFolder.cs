namespace ResNetFlowers.Testing;

/// <summary>A folder of a test's own, gone with all its content when disposed.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("flowers-test-").FullName;

    /// <summary>The path of something in the folder, which need not be there.</summary>
    public string File(string relative) => System.IO.Path.Join(Path, relative);

    /// <summary>Writes small files, whatever their names say, and the folders that they need.</summary>
    public TemporaryFolder Files(params IEnumerable<string> relative)
    {
        foreach (string path in relative)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(File(path))!);
            System.IO.File.WriteAllText(File(path), path);
        }

        return this;
    }

    /// <summary>Writes <paramref name="count"/> small files CLASS/0001.jpg, CLASS/0002.jpg, …</summary>
    public TemporaryFolder Class(string folder, int count) =>
        Files(Enumerable.Range(1, count).Select(number => $"{folder}/{number:D4}.jpg"));

    /// <summary>Every file below a folder, relative to it, in ordinal order.</summary>
    public List<string> List(string relative = "") =>
    [
        .. Directory.EnumerateFiles(File(relative), "*", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(File(relative), file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
