using ResNetFlowers.Formats;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Training.Checkpoints;

/// <summary>What a file says of the optimizer's state of one parameter; nothing, if it was never learned.</summary>
/// <param name="id">Which parameter, for messages.</param>
/// <param name="fields">The entries.</param>
/// <exception cref="FormatException">From each method: an entry is not what it should be.</exception>
internal sealed class OptimizerStateFields(long id, DictValue fields)
{
    /// <summary>Steps taken: a float32 tensor of one number, or (before PyTorch 1.12) a whole number; 0 without state.</summary>
    public long Step()
    {
        if (fields.Count == 0) return 0;
        double step = fields.TryGet("step", out TensorData? tensor) && tensor is { ElementType: ElementType.Float32, ElementCount: 1 } ? tensor.AsFloats()[0]
            : fields.TryGet("step", out IntegerValue? number) ? number.Value
            : throw Unfit("step", "is missing");
        return step >= 0 && step == Math.Truncate(step) && step <= long.MaxValue / 2 ? (long)step : throw Unfit("step", $"is {step}");
    }

    /// <summary>Copies a tensor's values; zeros without state.</summary>
    public void CopyTo(Tensor target, string key)
    {
        using IDisposable _ = no_grad();
        if (fields.Count == 0)
        {
            target.zero_();
            return;
        }

        using Tensor values = NewTensor(key, target) ?? throw Unfit(key, "is missing");
        target.copy_(values);
    }

    /// <summary>A tensor of its own, in no dispose scope; null where the entry is None or missing.</summary>
    /// <param name="key">Which.</param>
    /// <param name="like">What it must be like in shape, type and device.</param>
    public Tensor? NewTensor(string key, Tensor like)
    {
        if (fields.Count == 0 || fields.TryGet(key, out NoneValue? _)) return null;
        if (!fields.TryGet(key, out TensorData? stored)) throw Unfit(key, "is missing");
        if (!stored.Shape.SequenceEqual(like.shape))
            throw Unfit(key, $"is [{string.Join(", ", stored.Shape.ToArray())}], not [{string.Join(", ", like.shape)}]");
        if (stored.ElementType != TensorExport.ElementTypeOf(like)) throw Unfit(key, $"holds {stored.ElementType}, not {like.dtype}");
        using DisposeScope scope = NewDisposeScope();
        using IDisposable _ = no_grad();
        Tensor values = empty(like.shape, like.dtype);
        stored.Bytes.Span.CopyTo(values.bytes);
        // Laid out as the parameter is, for an optimizer goes through both together.
        return zeros_like(like).copy_(values).DetachFromDisposeScope();
    }

    private FormatException Unfit(string key, string fault) => new($"{key} of parameter {id} {fault}");
}
