using System.Collections.ObjectModel;
using ResNetFlowers.Formats.PyTorch;
using ResNetFlowers.Formats.Safetensors;

namespace ResNetFlowers.Formats;

/// <summary>
/// A file of weights in any format that is read: PyTorch's zip file, its format before 1.6, or safetensors. Which one is seen from the
/// content, not from the name. The bytes of its tensors are the mapped file itself, and are good until this object is disposed.
/// </summary>
public sealed class WeightsFile : IDisposable
{
    private const string Wanted = "a file of weights, .pth, .pt or .safetensors";

    private readonly IDisposable _file;
    private readonly Action _verify;

    private WeightsFile(TorchFile file)
    {
        _file = file;
        _verify = file.Verify;
        Root = file.Root;
        Metadata = ReadOnlyDictionary<string, string>.Empty;
    }

    private WeightsFile(SafetensorsFile file)
    {
        _file = file;
        _verify = () => { };
        Root = file.Tensors;
        Metadata = file.Metadata;
    }

    /// <summary>What the file holds: a <see cref="DictValue"/> as a rule; of a safetensors file always, with tensors only.</summary>
    public CheckpointValue Root { get; }

    /// <summary>The texts under <c>__metadata__</c> of a safetensors file; empty for other formats.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>
    /// Opens a file without looking at the bytes of its tensors, which takes milliseconds whatever its size: call <see cref="Verify"/>
    /// before any of them is believed.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">There is no such file, it is in none of the formats (a web page, an archive, an ONNX model …), it
    /// is damaged, or it holds something else than tensors, numbers, strings, booleans, None, lists, tuples and dictionaries.</exception>
    public static WeightsFile Open(string path) => Open(path, () => MappedFile.Open(path));

    /// <summary>Opens bytes, wherever they are.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="open">Gives its bytes, which belong to the result.</param>
    /// <exception cref="InputException">As <see cref="Open(string)"/>.</exception>
    internal static WeightsFile Open(string path, Func<FileBytes> open) => FileError.Guard(path, Wanted, open, file => Read(path, file));

    /// <summary>Checks the bytes of every tensor against the file's checksums. Only PyTorch's zip format has them.</summary>
    /// <exception cref="InputException">The file is damaged.</exception>
    public void Verify() => _verify();

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private static WeightsFile Read(string path, FileBytes file)
    {
        ReadOnlySpan<byte> start = ForeignFile.Start(file);
        if (TorchFile.IsStart(start)) return new WeightsFile(TorchFile.Read(path, file));
        if (SafetensorsFile.IsStart(start)) return new WeightsFile(SafetensorsFile.Read(file));
        throw new NotSupportedException(ForeignFile.Describe(start) ?? $"is not in a format that is read: give {Wanted}.");
    }
}
