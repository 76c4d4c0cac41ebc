using ResNetFlowers.Formats;
using ResNetFlowers.Models;
using ResNetFlowers.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Weights;

/// <summary>State dicts as other programs save them.</summary>
internal static class TestWeights
{
    /// <summary>A network's state dict, each key after a prefix.</summary>
    public static DictValue Of(ResNet model, string prefix = "")
    {
        var weights = new DictValue();
        foreach ((string name, Tensor tensor) in model.state_dict())
            weights[prefix + name] = new TensorData(tensor.dtype == ScalarType.Int64 ? ElementType.Int64 : ElementType.Float32, tensor.shape, tensor.bytes.ToArray());
        return weights;
    }

    /// <summary>Loads a tree as if it came from file.pth.</summary>
    public static LoadedWeights Load(CheckpointValue root, ResNet model, IReadOnlyList<string>? classes = null) =>
        WeightLoader.Load("file.pth", StateDict.Find("file.pth", root), storedClasses: null, model, classes);

    /// <summary>The same but for some names.</summary>
    public static DictValue Without(this DictValue weights, Func<string, bool> left)
    {
        var fewer = new DictValue();
        foreach ((DictKey key, CheckpointValue value) in weights)
        {
            if (!left(key.ToString())) fewer[key] = value;
        }

        return fewer;
    }

    /// <summary>The same, the counters too, in another type.</summary>
    public static DictValue As(this DictValue weights, ElementType type, Func<string, bool> converted)
    {
        var result = new DictValue();
        foreach ((DictKey key, CheckpointValue value) in weights)
        {
            using DisposeScope scope = NewDisposeScope();
            var data = (TensorData)value;
            Tensor tensor = empty(data.Shape.ToArray(), dtype: TensorCopy.ScalarTypeOf(data.ElementType));
            data.Bytes.Span.CopyTo(tensor.bytes);
            result[key] = converted(key.ToString())
                ? new TensorData(type, data.Shape, tensor.to_type(TensorCopy.ScalarTypeOf(type)).bytes.ToArray())
                : value;
        }

        return result;
    }
}
