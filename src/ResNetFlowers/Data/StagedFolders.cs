namespace ResNetFlowers.Data;

/// <summary>
/// Folders that appear in an output folder all together or not at all: they are filled in a hidden folder inside it and come out
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

    /// <summary>Where the folders are made and filled.</summary>
    public string Staging { get; }

    /// <summary>Puts every staged folder into the output folder.</summary>
    /// <exception cref="IOException">One cannot be put there; those that were are taken back.</exception>
    public void Commit()
    {
        var moved = new List<string>();
        try
        {
            foreach (string folder in Directory.GetDirectories(Staging))
            {
                string target = Path.Join(_output, Path.GetFileName(folder));
                Directory.Move(folder, target);
                moved.Add(target);
            }

            _complete = true;
        }
        finally
        {
            if (!_complete) moved.ForEach(folder => Directory.Delete(folder, recursive: true));
        }
    }

    /// <summary>Removes the hidden folder; without a commit also the folders that were made for the output.</summary>
    public void Dispose()
    {
        Directory.Delete(Staging, recursive: true);
        if (!_complete && _created is not null) Directory.Delete(_created, recursive: true);
    }
}
