using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch;

/// <summary>An extension of ours: <c>clip_grad_norm_</c> for those who do not ask for the norm and so need not wait for it.</summary>
public static class GradientClipping
{
    /// <summary>
    /// Scales the gradients, where they are longer than <paramref name="max_norm"/> as one vector, to that length; to the last bit as
    /// <c>nn.utils.clip_grad_norm_</c> does.
    /// </summary>
    /// <param name="parameters">Those without a gradient are left out.</param>
    /// <param name="max_norm">Above 0.</param>
    public static void Clip(IEnumerable<Parameter> parameters, double max_norm)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable _ = no_grad();
        List<Tensor> gradients = [.. parameters.Select(parameter => parameter.grad).OfType<Tensor>()];
        if (gradients.Count == 0) return;
        Tensor[] norms = Ops.ForeachNorm.TensorArray(gradients.Count, Argument.Tensors(gradients), 2.0);
        Tensor total = Ops.Norm.Tensor(stack(norms), 2.0).to_type(ScalarType.Float64);
        Tensor factor = (full([], max_norm, ScalarType.Float64, total.device) / (total + 1e-6)).clamp(max: 1.0);
        Foreach.Multiply(gradients, factor.to_type(gradients[0].dtype));
    }
}
