namespace ResNetFlowers.Data.Verification;

/// <summary>Moves files out of a data set into a folder beside it, where they keep their places; nothing is deleted or replaced.</summary>
internal static class SetAside
{
    /// <summary>The folder that receives the files of a data set: <c>DATA-set-aside</c>.</summary>
    public static string FolderOf(string data) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(data)) + "-set-aside";

    /// <summary>Moves files; either all or none.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="places">The files, relative to it.</param>
    /// <exception cref="InputException">A file cannot be moved.</exception>
    public static IReadOnlyList<MovedFile> Move(string data, IReadOnlyCollection<string> places)
    {
        string folder = FolderOf(data);
        string? lost = places.FirstOrDefault(FileName.IsLost);
        if (lost is not null) throw new InputException($"--fix: {Path.Join(data, lost)}: cannot be found by its name; {FileName.LostMend}");
        var moved = new List<MovedFile>();
        var journal = new MoveJournal();
        try
        {
            foreach (string place in places)
            {
                string target = Free(Path.GetFullPath(Path.Join(folder, place)));
                journal.Move(Path.Join(data, place), target);
                moved.Add(new MovedFile(place, target));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            journal.Undo();
            throw new InputException($"--fix: {folder} cannot take the files ({exception.Message.TrimEnd('.')}); check the rights of both folders", exception);
        }

        return moved;
    }

    /// <summary>A name that nothing has: an earlier file of the same place stays, the next one gets a number.</summary>
    private static string Free(string path)
    {
        string free = path;
        for (int number = 2; Path.Exists(free) || new FileInfo(free).LinkTarget is not null; number++)
            free = Path.ChangeExtension(path, $".{number}{Path.GetExtension(path)}");
        return free;
    }
}
