namespace ResNetFlowers.Data;

/// <summary>
/// Folders and files that appear in an output folder all together or not at all: they are filled in a hidden folder inside it and come out
/// by renaming once everything is complete.
/// </summary>
internal sealed class StagedFolders : IDisposable
{
    private readonly string _output;
    private readonly string? _created;
    private bool _complete;

    /// <param name="output">The output folder, absolute; made if need be. Nothing in it may bear a name that will be staged.</param>
    /// <param name="verb">Whose output it is, for the hidden folder's name.</param>
    public StagedFolders(string output, string verb)
    {
        _output = output;
        _created = OutputFolder.FirstMissing(output);
        Staging = Path.Join(output, $".{verb}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Staging);
    }

    /// <summary>Where everything is made.</summary>
    public string Staging { get; }

    /// <summary>Puts everything staged into the output folder.</summary>
    /// <exception cref="IOException">One cannot be put there; those that were are taken back.</exception>
    public void Commit()
    {
        var moved = new List<string>();
        try
        {
            foreach (string entry in Directory.GetFileSystemEntries(Staging))
            {
                string target = Path.Join(_output, Path.GetFileName(entry));
                // Files as well.
                Directory.Move(entry, target);
                moved.Add(target);
            }

            _complete = true;
        }
        finally
        {
            if (!_complete) moved.ForEach(Remove);
        }
    }

    /// <summary>Removes the hidden folder; without a commit also the folders that were made for the output.</summary>
    public void Dispose()
    {
        Directory.Delete(Staging, recursive: true);
        if (!_complete && _created is not null) Directory.Delete(_created, recursive: true);
    }

    private static void Remove(string path)
    {
        if (File.Exists(path)) File.Delete(path);
        else Directory.Delete(path, recursive: true);
    }
}
