using TorchSharp.Modules;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static class utils
        {
            /// <summary>
            /// Scales the gradients, where they are longer than <paramref name="max_norm"/> as one vector, to that length. Those of frozen
            /// parameters, which have none, are left out.
            /// </summary>
            /// <returns>The length before, which takes waiting for the device.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                using DisposeScope scope = NewDisposeScope();
                using IDisposable _ = no_grad();
                List<Tensor> gradients = [.. tensors.Select(parameter => parameter.grad).OfType<Tensor>()];
                if (gradients.Count == 0) return 0;
                Tensor[] norms = Ops.ForeachNorm.TensorArray(gradients.Count, Argument.Tensors(gradients), norm_type);
                double total = Ops.Norm.Tensor(stack(norms), norm_type).ToDouble();

                // Not "below 1": a norm that is not a number spoils every gradient, as in PyTorch.
                double factor = max_norm / (total + 1e-6);
                if (!(factor >= 1)) Foreach.Multiply(gradients, factor);
                return total;
            }
        }
    }
}
