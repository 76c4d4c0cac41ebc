using ResNetFlowers.Formats.Zip;

namespace ResNetFlowers.Formats.PyTorch;

/// <summary>
/// A PyTorch checkpoint: what <c>torch.save</c> writes and <c>torch.load(path, weights_only=True)</c> reads, the zip file since version
/// 1.6 or the older format. Nothing in it is ever executed.
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

    private readonly string _path;
    private readonly FileBytes _file;
    private readonly StoredZipReader? _archive;

    private TorchFile(string path, FileBytes file, StoredZipReader? archive, CheckpointValue root)
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
    /// <see cref="Verify()"/> before any of them is believed.
    /// </summary>
    /// <param name="path">The file, usually named .pth or .pt.</param>
    /// <exception cref="InputException">As <see cref="Read(string)"/>, but for damage within tensors.</exception>
    public static TorchFile Open(string path) => FileError.Guard(path, Wanted, () => MappedFile.Open(path), file => Read(path, file));

    /// <summary>Whether a file starts as one in either format does.</summary>
    internal static bool IsStart(ReadOnlySpan<byte> start) => IsZip(start) || LegacyCheckpoint.IsStart(start);

    /// <summary>Reads an open file, which belongs to the result.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="NotSupportedException">It is no checkpoint, or holds what one may not hold.</exception>
    internal static TorchFile Read(string path, FileBytes file)
    {
        ReadOnlySpan<byte> start = ForeignFile.Start(file);
        if (LegacyCheckpoint.IsStart(start)) return new TorchFile(path, file, archive: null, LegacyCheckpoint.Read(file));
        if (!IsZip(start))
        {
            throw new NotSupportedException(
                ForeignFile.Describe(start) ?? "is not a PyTorch checkpoint: give a file that 'train' or torch.save wrote.");
        }

        StoredZipReader archive = new(file);
        return new TorchFile(path, file, archive, ReadRoot(file, archive));
    }

    /// <summary>Checks the bytes of every tensor against the file's checksums. The older format has none.</summary>
    /// <exception cref="InputException">The file is damaged.</exception>
    public void Verify() => Verify(_ => true);

    /// <summary>Checks the bytes of some tensors only, for the others are not even brought into memory then.</summary>
    /// <param name="tensors">Those that are going to be used.</param>
    /// <exception cref="InputException">The file is damaged there.</exception>
    internal void Verify(IReadOnlyList<TensorData> tensors) => Verify(content => tensors.Any(tensor => content.Span.Overlaps(tensor.Bytes.Span)));

    private void Verify(Predicate<ReadOnlyMemory<byte>> isWanted)
    {
        try
        {
            _archive?.CheckTaken(isWanted);
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

    private static CheckpointValue ReadRoot(FileBytes file, StoredZipReader archive)
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
        return PickleReader.Read(pickle!.Value.Span, new TensorLoader(new ZipStorages(archive, folder).Bytes, file.Length).Load);
    }

    private static bool IsZip(ReadOnlySpan<byte> start) => start.StartsWith("PK"u8);

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
