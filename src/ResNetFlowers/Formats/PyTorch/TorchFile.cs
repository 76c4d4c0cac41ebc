using ResNetFlowers.Formats.Zip;

namespace ResNetFlowers.Formats.PyTorch;

/// <summary>
/// A PyTorch checkpoint: the zip file that <c>torch.save</c> writes since version 1.6 and <c>torch.load(path, weights_only=True)</c>
/// reads. Nothing in it is ever executed.
/// <para>
/// The file is mapped, not read: the bytes of its tensors are the file itself, and are good until this object is disposed. Memory
/// that is pinned (<see cref="ReadOnlyMemory{T}.Pin"/>) stays good until it is unpinned, even after that. Who needs numbers for
/// longer copies them.
/// </para>
/// </summary>
public sealed class TorchFile : IDisposable
{
    private const string Folder = "archive/";
    private const string Wanted = "a checkpoint that 'train' or torch.save wrote";

    // What torch.save wrote before version 1.6 starts with: protocol 2 and the first bytes of a magic number, 0x1950A86A20F9469CFC6C.
    private static readonly byte[] LegacyStart = [0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9];

    private readonly string _path;
    private readonly MappedFile _file;
    private readonly StoredZipReader _archive;

    private TorchFile(string path, MappedFile file, StoredZipReader archive, CheckpointValue root)
    {
        _path = path;
        _file = file;
        _archive = archive;
        Root = root;
    }

    /// <summary>What the checkpoint holds, a <see cref="DictValue"/> as a rule.</summary>
    public CheckpointValue Root { get; }

    /// <summary>Opens a checkpoint and checks every byte that belongs to it.</summary>
    /// <param name="path">The file, usually named .pth or .pt.</param>
    /// <exception cref="InputException">There is no such file, it is not a PyTorch checkpoint, it is damaged, or it holds something
    /// else than tensors, numbers, strings, booleans, None, lists, tuples and dictionaries.</exception>
    public static TorchFile Read(string path)
    {
        TorchFile file = Open(path);
        try
        {
            file.Verify();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Opens a checkpoint without looking at the bytes of its tensors, which takes milliseconds whatever its size: call
    /// <see cref="Verify"/> before any of them is believed.
    /// </summary>
    /// <param name="path">The file, usually named .pth or .pt.</param>
    /// <exception cref="InputException">As <see cref="Read"/>, but for damage within tensors.</exception>
    public static TorchFile Open(string path)
    {
        MappedFile? file = null;
        try
        {
            file = MappedFile.Open(path);
            CheckKind(file.Span(0, (int)Math.Min(file.Length, LegacyStart.Length)));
            StoredZipReader archive = new(file);
            return new TorchFile(path, file, archive, ReadRoot(file, archive));
        }
        catch (Exception exception)
        {
            file?.Dispose();
            throw FileError.Explain(path, Wanted, exception);
        }
    }

    /// <summary>Checks the bytes of every tensor against the file's checksums.</summary>
    /// <exception cref="InputException">The file is damaged.</exception>
    public void Verify()
    {
        try
        {
            _archive.CheckTaken();
        }
        catch (InvalidDataException exception)
        {
            throw FileError.Explain(_path, Wanted, exception);
        }
    }

    /// <summary>Writes a checkpoint, whole or not at all. The same value gives the same bytes.</summary>
    /// <param name="path">The file; its folder must be there.</param>
    /// <param name="root">What it holds; tensors are written from where they are.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    /// <exception cref="ArgumentException">The tree is more than 100 levels deep.</exception>
    public static void Write(string path, CheckpointValue root)
    {
        (ReadOnlyMemory<byte> pickle, IReadOnlyList<TensorData> storages) = PickleWriter.Write(root);
        AtomicFile.Write(path, stream =>
        {
            StoredZipWriter zip = new(stream);
            zip.Add($"{Folder}data.pkl", pickle.Span);
            zip.Add($"{Folder}byteorder", "little"u8);
            for (int i = 0; i < storages.Count; i++) zip.Add($"{Folder}data/{i}", storages[i].Bytes.Span);

            // The version of the archive that torch.save writes; PyTorch refuses one without.
            zip.Add($"{Folder}version", "3\n"u8);
            zip.Finish();
        });
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private static CheckpointValue ReadRoot(MappedFile file, StoredZipReader archive)
    {
        string folder = FindFolder(archive);
        if (archive.Contains($"{folder}constants.pkl"))
        {
            throw new NotSupportedException("is a TorchScript program: save the state_dict() of its model with torch.save instead.");
        }

        if (archive.TryRead($"{folder}byteorder", out ReadOnlyMemory<byte>? order) && !order.Value.Span.SequenceEqual("little"u8))
        {
            throw new NotSupportedException("was saved on a big-endian machine: save it again on a little-endian one.");
        }

        archive.TryRead($"{folder}data.pkl", out ReadOnlyMemory<byte>? pickle);
        return PickleReader.Read(pickle!.Value.Span, new TensorLoader(archive, folder, file.Length).Load);
    }

    private static void CheckKind(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("PK"u8)) return;
        throw start.SequenceEqual(LegacyStart)
            ? new NotSupportedException("is in the format of PyTorch before 1.6: load it with a newer PyTorch and save it again with torch.save.")
            : new NotSupportedException("is not a PyTorch checkpoint: give a file that 'train' or torch.save wrote.");
    }

    // torch.save names the folder after the file; there is one.
    private static string FindFolder(StoredZipReader archive)
    {
        const string Pickle = "/data.pkl";
        string? entry = archive.Names.FirstOrDefault(name =>
            name.EndsWith(Pickle, StringComparison.Ordinal) && name.IndexOf('/', StringComparison.Ordinal) == name.Length - Pickle.Length);
        if (entry is not null) return entry[..^(Pickle.Length - 1)];
        throw new NotSupportedException("is a zip file but not a PyTorch checkpoint: give a file that 'train' or torch.save wrote.");
    }
}
