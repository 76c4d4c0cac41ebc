namespace ResNetFlowers.Data.Splitting;

/// <summary>
/// The folder that receives a split. The new split is built in a hidden folder inside it, so that everything goes into place by
/// renaming on one file system; until then nothing that was there is touched, and whatever fails, the folder is as it was.
/// </summary>
internal sealed class SplitFolder : IDisposable
{
    private readonly string _folder;
    private readonly string _staging;
    private readonly string? _created;
    private bool _committed;

    private SplitFolder(string folder, string? created)
    {
        _folder = folder;
        _created = created;
        _staging = Path.Join(folder, $".split-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Staged);
    }

    /// <summary>Where the new split is built.</summary>
    public string Staged => Path.Join(_staging, "new");

    /// <summary>Where an archive can be unpacked; it does not exist yet, and goes with everything in it.</summary>
    public string Unpacked => Path.Join(_staging, "unpacked");

    private string Removed => Path.Join(_staging, "old");

    /// <summary>Opens the folder, making it if need be.</summary>
    /// <exception cref="InputException">It is a file, or holds something and <paramref name="force"/> is false.</exception>
    public static SplitFolder Open(string folder, bool force)
    {
        OutputFolder.RequireNoFile("--out", folder);
        if (!force) OutputFolder.RequireEmpty("--out", folder, "choose another folder, or replace the split there with --force");
        return new SplitFolder(folder, OutputFolder.FirstMissing(folder));
    }

    /// <summary>Replaces the earlier split, if there is one, by what was built in <see cref="Staged"/>.</summary>
    /// <param name="files">The files of the new split, relative to the folder.</param>
    /// <exception cref="InputException">A file of somebody else's is where one of the new split belongs.</exception>
    public void Commit(IReadOnlyList<string> files)
    {
        SplitManifest? earlier = SplitManifest.Read(_folder);
        List<string> obsolete = earlier is null ? [] : [.. earlier.Files.Where(file => Exists(file)), SplitManifest.FileName];
        RequireFree(files, obsolete);

        var journal = new MoveJournal();
        try
        {
            foreach (string file in obsolete) journal.Move(Path.Join(_folder, file), Path.Join(Removed, file));

            // The record goes first: cut off here, it still names every file that a later --force has to remove.
            journal.Move(Path.Join(Staged, SplitManifest.FileName), Path.Join(_folder, SplitManifest.FileName));
            foreach (string file in files) journal.Move(Path.Join(Staged, file), Path.Join(_folder, file));
            _committed = true;
        }
        finally
        {
            if (!_committed) journal.Undo();
        }

        foreach (string file in obsolete) RemoveEmptyFolders(Path.GetDirectoryName(Path.Join(_folder, file))!);
    }

    /// <summary>Removes the hidden folder; if nothing was committed, also the folders that were made for the split.</summary>
    public void Dispose()
    {
        Directory.Delete(_staging, recursive: true);
        if (_committed || _created is null) return;
        Directory.Delete(_created, recursive: true);
    }

    private void RequireFree(IReadOnlyList<string> files, List<string> obsolete)
    {
        var ours = obsolete.ToHashSet(StringComparer.Ordinal);
        string? taken = files.Append(SplitManifest.FileName).FirstOrDefault(file => !ours.Contains(file) && Exists(file));
        if (taken is null) return;
        throw new InputException(
            $"{Path.Join(_folder, taken)}: is no part of an earlier split and would be overwritten; move it, or choose another --out");
    }

    /// <summary>Whether there is anything of this name, be it a link that leads nowhere.</summary>
    private bool Exists(string file)
    {
        var info = new FileInfo(Path.Join(_folder, file));
        return info.Exists || info.LinkTarget is not null || Directory.Exists(info.FullName);
    }

    private void RemoveEmptyFolders(string folder)
    {
        while (folder.Length > _folder.Length && Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
            folder = Path.GetDirectoryName(folder)!;
        }
    }
}
