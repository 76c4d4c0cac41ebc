using ResNetFlowers.Formats;
using ResNetFlowers.Models;
using static TorchSharp.torch;

namespace ResNetFlowers.Weights;

/// <summary>Puts the state dict of a checkpoint of ours into a network: every key once, every shape and type as it is.</summary>
internal static class StrictLoading
{
    /// <param name="path">The file, for messages.</param>
    /// <param name="arch">The network's variant, for messages.</param>
    /// <param name="weights">The state dict.</param>
    /// <param name="model">The network, on the CPU.</param>
    /// <param name="put">How a tensor of the file gets into one of the network's.</param>
    /// <exception cref="InputException">Keys, shapes or types do not fit; the message names the first that does not.</exception>
    public static void Load(string path, string arch, DictValue weights, ResNet model, Action<TensorData, Tensor> put)
    {
        Dictionary<string, Tensor> own = model.state_dict();
        foreach ((string key, Tensor tensor) in own)
        {
            if (!weights.TryGet(key, out TensorData? stored)) throw Unfit($"{key} is missing");
            if (!TensorCopy.SameShape(stored, tensor)) throw Unfit($"{key} is {TensorCopy.Describe(stored.Shape)}, not {TensorCopy.Describe(tensor.shape)}");
            if (TensorCopy.ScalarTypeOf(stored.ElementType) != tensor.dtype) throw Unfit($"{key} holds {stored.ElementType}, not {tensor.dtype}");
            put(stored, tensor);
        }

        foreach ((DictKey key, _) in weights)
        {
            if (!own.ContainsKey(key.ToString())) throw Unfit($"{key} is unexpected");
        }

        InputException Unfit(string reason) =>
            new($"{path}: its weights are not those of {arch} with {model.NumClasses} classes ({reason}); give a best.pth or last.pth that 'train' wrote");
    }
}
