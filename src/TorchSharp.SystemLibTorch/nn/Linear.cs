using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <summary>y = x Wᵀ + b, with W <c>[out, in]</c>.</summary>
    public class Linear : nn.Module<Tensor, Tensor>
    {
        internal Linear(long in_features, long out_features, bool bias, Device? device, ScalarType? dtype) : base(nameof(Linear))
        {
            this.in_features = in_features;
            this.out_features = out_features;
            weight = new Parameter(empty([out_features, in_features], dtype, device));
            init.kaiming_uniform_(weight, a: Math.Sqrt(5));
            register_parameter(nameof(weight), weight);
            if (!bias) return;
            this.bias = new Parameter(empty([out_features], dtype, device));
            double bound = 1 / Math.Sqrt(in_features);
            init.uniform_(this.bias, -bound, bound);
            register_parameter(nameof(bias), this.bias);
        }

        public Parameter weight { get; set; }

        public Parameter? bias { get; set; }

        public long in_features { get; set; }

        public long out_features { get; set; }

        public override Tensor forward(Tensor tensor) => functional.linear(tensor, weight, bias);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, outputSize, hasBias, device, dtype);
        }
    }
}
