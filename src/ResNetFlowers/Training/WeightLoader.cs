using ResNetFlowers.Formats;
using ResNetFlowers.Models;
using static TorchSharp.torch;

namespace ResNetFlowers.Training;

/// <summary>Copies a state dict from a file into a network, strictly: every key once, every shape as it is.</summary>
internal static class WeightLoader
{
    /// <exception cref="InputException">Keys, shapes or types do not fit; the message names the first that does not.</exception>
    public static void Load(string path, string arch, DictValue weights, ResNet model)
    {
        Dictionary<string, Tensor> own = model.state_dict();
        foreach ((string key, Tensor tensor) in own)
        {
            if (!weights.TryGet(key, out TensorData? stored)) throw Unfit($"{key} is missing");
            if (!stored.Shape.SequenceEqual(tensor.shape)) throw Unfit($"{key} is {Shape(stored.Shape)}, not {Shape(tensor.shape)}");
            if (stored.ElementType != TensorExport.ElementTypeOf(tensor)) throw Unfit($"{key} holds {stored.ElementType}, not {tensor.dtype}");
            stored.Bytes.Span.CopyTo(tensor.bytes);
        }

        foreach ((DictKey key, _) in weights)
        {
            if (!own.ContainsKey(key.ToString())) throw Unfit($"{key} is unexpected");
        }

        InputException Unfit(string reason) =>
            new($"{path}: its weights are not those of {arch} with {model.NumClasses} classes ({reason}); give a best.pth or last.pth that 'train' wrote");
    }

    private static string Shape(ReadOnlySpan<long> shape) => $"[{string.Join(", ", shape.ToArray())}]";
}
