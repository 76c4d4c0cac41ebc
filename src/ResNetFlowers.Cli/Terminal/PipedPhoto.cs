namespace ResNetFlowers.Cli.Terminal;

/// <summary>A photo on standard input, kept in a file for as long as it is needed.</summary>
internal sealed class PipedPhoto : IDisposable
{
    /// <summary>What people write for it.</summary>
    public const string Name = "-";

    private readonly string? _file;

    private PipedPhoto(string? file) => _file = file;

    /// <summary>Reads the photo where it is among those that are named.</summary>
    /// <param name="paths">What a person named.</param>
    public static PipedPhoto Read(IReadOnlyList<string> paths)
    {
        if (!paths.Contains(Name, StringComparer.Ordinal)) return new PipedPhoto(file: null);
        var photo = new PipedPhoto(Path.GetTempFileName());
        using Stream input = Console.OpenStandardInput();
        using FileStream file = File.Create(photo._file!);
        input.CopyTo(file);
        return photo;
    }

    /// <summary>The names with the file's in the place of its own.</summary>
    public IReadOnlyList<string> Found(IReadOnlyList<string> paths) => [.. paths.Select(path => path == Name ? _file! : path)];

    /// <summary>What a person calls a file.</summary>
    public string NameOf(string path) => path == _file ? Name : path;

    /// <summary>Deletes the file.</summary>
    public void Dispose()
    {
        if (_file is not null) File.Delete(_file);
    }
}
