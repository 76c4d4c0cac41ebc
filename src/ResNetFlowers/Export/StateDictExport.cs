using ResNetFlowers.Formats;
using ResNetFlowers.Formats.PyTorch;
using ResNetFlowers.Formats.Safetensors;
using ResNetFlowers.Models;
using ResNetFlowers.Training.Checkpoints;
using static TorchSharp.torch;

namespace ResNetFlowers.Export;

/// <summary>Writes a network's weights alone, under PyTorch's keys.</summary>
internal static class StateDictExport
{
    /// <summary>
    /// Writes the file. A <c>.pth</c> holds the state dict and nothing else, so that it can be loaded in one line; safetensors has room
    /// for a description, with <c>format</c> as the packages that load such files expect it.
    /// </summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, ExportFormat format, Checkpoint checkpoint, ResNet model)
    {
        using var tensors = new TensorExport();
        var weights = new DictValue();
        foreach ((string key, Tensor tensor) in model.state_dict()) weights[key] = tensors.Add(tensor);
        if (format == ExportFormat.Pth)
        {
            TorchFile.Write(path, weights);
            return;
        }

        var metadata = new Dictionary<string, string>([.. ModelCard.Of(checkpoint), new("format", "pt")], StringComparer.Ordinal);
        SafetensorsFile.Write(path, weights, metadata);
    }
}
