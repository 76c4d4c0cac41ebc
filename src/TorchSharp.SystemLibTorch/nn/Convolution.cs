using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <summary>What convolutions share: the weights <c>[out, in / groups, kernel…]</c> and the optional bias <c>[out]</c>.</summary>
    public abstract class Convolution : nn.Module<Tensor, Tensor>
    {
        protected Parameter _weight;
        protected Parameter? _bias;

        private protected Convolution(
            string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding, long[] dilation, long groups,
            bool bias, Device? device, ScalarType? dtype) : base(name)
        {
            if (in_channels % groups != 0 || out_channels % groups != 0)
                throw new ArgumentException($"{in_channels} and {out_channels} channels cannot be divided into {groups} groups", nameof(groups));
            this.in_channels = in_channels;
            this.out_channels = out_channels;
            this.kernel_size = kernel_size;
            this.stride = stride;
            this.padding = padding;
            this.dilation = dilation;
            this.groups = groups;
            _weight = new Parameter(empty([out_channels, in_channels / groups, .. kernel_size], dtype, device));
            register_parameter("weight", _weight);
            if (bias)
            {
                _bias = new Parameter(empty([out_channels], dtype, device));
                register_parameter("bias", _bias);
            }

            reset_parameters();
        }

        public Parameter weight
        {
            get => _weight;
            set => Replace(ref _weight!, value, nameof(weight));
        }

        public Parameter? bias
        {
            get => _bias;
            set => Replace(ref _bias, value, nameof(bias));
        }

        public long in_channels { get; }

        public long out_channels { get; }

        public long[] kernel_size { get; set; }

        public long[] stride { get; set; }

        public long[] padding { get; }

        public long[] dilation { get; set; }

        public long groups { get; set; }

        /// <summary>PyTorch's default: Kaiming-uniform with a = √5, the bias uniform in ±1/√fan_in.</summary>
        public void reset_parameters()
        {
            init.kaiming_uniform_(_weight, a: Math.Sqrt(5));
            if (_bias is null) return;
            double bound = 1 / Math.Sqrt(init.CalculateFanInAndFanOut(_weight).fanIn);
            init.uniform_(_bias, -bound, bound);
        }

        private void Replace(ref Parameter? field, Parameter? value, string key)
        {
            field = value;
            _internal_params.Remove(key);
            if (value is not null) register_parameter(key, value);
        }
    }

    /// <summary>A convolution over <c>[N, C, H, W]</c>.</summary>
    public sealed class Conv2d : Convolution
    {
        internal Conv2d(
            long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding, long[] dilation, long groups, bool bias,
            Device? device, ScalarType? dtype)
            : base(nameof(Conv2d), in_channels, out_channels, kernel_size, stride, padding, dilation, groups, bias, device, dtype)
        {
        }

        public override Tensor forward(Tensor input) => functional.conv2d(input, _weight, _bias, stride, padding, dilation, groups);
    }
}

namespace TorchSharp
{
    public enum PaddingModes
    {
        Zeros = 0,
        Reflect = 1,
        Replicate = 2,
        Circular = 3,
        Constant = 4,
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Conv2d Conv2d(
                long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                padding_mode == PaddingModes.Zeros
                    ? new(in_channels, out_channels, [kernel_size, kernel_size], [stride, stride], [padding, padding], [dilation, dilation], groups, bias, device, dtype)
                    : throw new NotSupportedException($"padding mode {padding_mode}");
        }
    }
}
