namespace ResNetFlowers.Formats.PyTorch;

/// <summary>
/// What <c>torch.save</c> wrote before PyTorch 1.6, and still writes with <c>_use_new_zipfile_serialization=False</c>: five pickles one
/// after another (a magic number, the protocol's version, what the machine was like, the object itself, the keys of its storages),
/// then the storages in the order of the keys, each behind the count of its elements in 8 bytes (torch/serialization.py,
/// <c>_legacy_save</c>). There are no checksums.
/// </summary>
internal static class LegacyCheckpoint
{
    private const long ProtocolVersion = 1001;

    // The pickle of 0x1950A86A20F9469CFC6C: protocol 2, a number of ten bytes, stop.
    private static readonly byte[] Magic = [0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, (byte)'.'];

    /// <summary>Whether a file starts as one in this format does.</summary>
    public static bool IsStart(ReadOnlySpan<byte> start) => start.StartsWith(Magic);

    /// <summary>Reads what the checkpoint holds; its tensors are views of the file.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="NotSupportedException">It holds what a checkpoint may not hold; the message says what, and the mend.</exception>
    public static CheckpointValue Read(FileBytes file)
    {
        ReadOnlySpan<byte> pickles = file.Span(0, (int)Math.Min(file.Length, int.MaxValue));
        int at = Magic.Length;
        CheckVersion(Next(pickles, ref at, NoTensor));
        CheckMachine(Next(pickles, ref at, NoTensor));

        // Where the storages lie is known only behind the object that uses them, so that it is read twice: first for its length and
        // the storages, then for the tensors.
        int start = at;
        LegacyStorageSurvey survey = new();
        Next(pickles, ref at, survey.Load);
        LegacyStorages storages = new(file, Next(pickles, ref at, NoTensor), at, survey.Storages);
        return Next(pickles, ref start, new TensorLoader(storages.Bytes, file.Length).Load);
    }

    private static CheckpointValue Next(
        ReadOnlySpan<byte> pickles, ref int at, Func<StorageReference, TensorLayout, TensorData> loadTensor)
    {
        CheckpointValue value = PickleReader.Read(pickles[at..], loadTensor, out int length);
        at += length;
        return value;
    }

    private static void CheckVersion(CheckpointValue version)
    {
        if (version is not IntegerValue { Value: ProtocolVersion })
        {
            throw new NotSupportedException("is in another version of PyTorch's older format than 1001: load it with PyTorch and save it again.");
        }
    }

    private static void CheckMachine(CheckpointValue machine)
    {
        if (machine is not DictValue facts) throw new InvalidDataException("it does not say what machine wrote it");
        if (facts.TryGet("little_endian", out BoolValue? isLittleEndian) && !isLittleEndian.Value)
        {
            throw new NotSupportedException("was saved on a big-endian machine: save it again on a little-endian one.");
        }
    }

    private static TensorData NoTensor(StorageReference storage, TensorLayout layout) =>
        throw new InvalidDataException("a tensor stands where none belongs");
}
