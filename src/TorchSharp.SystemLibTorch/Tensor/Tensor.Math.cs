using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public enum RoundingMode
    {
        None = 0,
        trunc = 1,
        floor = 2,
    }

    public partial class Tensor
    {
        public Tensor abs() => Ops.Abs.Tensor(this);

        public Tensor exp() => Ops.Exp.Tensor(this);

        public Tensor log() => Ops.Log.Tensor(this);

        public Tensor sqrt() => Ops.Sqrt.Tensor(this);

        public Tensor rsqrt() => Ops.RSqrt.Tensor(this);

        public Tensor reciprocal() => Ops.Reciprocal.Tensor(this);

        public Tensor neg() => Ops.Neg.Tensor(this);

        public Tensor sigmoid() => Ops.Sigmoid.Tensor(this);

        public Tensor tanh() => Ops.Tanh.Tensor(this);

        public Tensor floor() => Ops.Floor.Tensor(this);

        public Tensor floor_() => Ops.FloorInPlace.InPlace(this, this);

        public Tensor round(long decimals = 0) => Ops.Round.Tensor(this, decimals);

        public Tensor relu() => Ops.Relu.Tensor(this);

        public Tensor relu_() => Ops.ReluInPlace.InPlace(this, this);

        public Tensor add(Tensor target) => Ops.Add.Tensor(this, target);

        public Tensor add(Tensor target, Scalar alpha) => Ops.Add.Tensor(this, target, alpha);

        public Tensor add(Scalar scalar) => Ops.AddScalar.Tensor(this, scalar);

        public Tensor add_(Tensor target) => Ops.AddInPlace.InPlace(this, this, target);

        public Tensor add_(Tensor target, Scalar alpha) => Ops.AddInPlace.InPlace(this, this, target, alpha);

        public Tensor add_(Scalar scalar) => Ops.AddScalarInPlace.InPlace(this, this, scalar);

        public Tensor sub(Tensor target) => Ops.Sub.Tensor(this, target);

        public Tensor sub(Scalar target) => Ops.SubScalar.Tensor(this, target);

        public Tensor sub_(Tensor target) => Ops.SubInPlace.InPlace(this, this, target);

        public Tensor mul(Tensor target) => Ops.Mul.Tensor(this, target);

        public Tensor mul(Scalar target) => Ops.MulScalar.Tensor(this, target);

        public Tensor mul_(Tensor target) => Ops.MulInPlace.InPlace(this, this, target);

        public Tensor mul_(Scalar target) => Ops.MulScalarInPlace.InPlace(this, this, target);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => rounding_mode == RoundingMode.None
            ? Ops.Div.Tensor(this, target)
            : Ops.DivRounded.Tensor(this, target, Argument.Text(rounding_mode.ToString()));

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => rounding_mode == RoundingMode.None
            ? Ops.DivScalar.Tensor(this, target)
            : Ops.DivScalarRounded.Tensor(this, target, Argument.Text(rounding_mode.ToString()));

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => rounding_mode == RoundingMode.None
            ? Ops.DivInPlace.InPlace(this, this, target)
            : Ops.DivRoundedInPlace.InPlace(this, this, target, Argument.Text(rounding_mode.ToString()));

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => rounding_mode == RoundingMode.None
            ? Ops.DivScalarInPlace.InPlace(this, this, target)
            : Ops.DivScalarRoundedInPlace.InPlace(this, this, target, Argument.Text(rounding_mode.ToString()));

        public Tensor pow(Scalar exponent) => Ops.Pow.Tensor(this, exponent);

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Ops.Clamp.Tensor(this, min, max);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Ops.ClampInPlace.InPlace(this, this, min, max);

        public Tensor maximum(Tensor other) => Ops.Maximum.Tensor(this, other);

        public Tensor minimum(Tensor other) => Ops.Minimum.Tensor(this, other);

        public Tensor matmul(Tensor target) => Ops.MatMul.Tensor(this, target);

        public Tensor mm(Tensor target) => Ops.Mm.Tensor(this, target);

        public Tensor lerp_(Tensor end, Tensor weight) => Ops.LerpInPlace.InPlace(this, this, end, weight);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Ops.AddCMulInPlace.InPlace(this, this, tensor1, tensor2, value);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Ops.AddCDivInPlace.InPlace(this, this, tensor1, tensor2, value);

        public Tensor softmax(long dim, ScalarType? dtype = null) => Ops.Softmax.Tensor(this, dim, dtype);

        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Ops.LogSoftmax.Tensor(this, dim, dtype);

        public Tensor masked_fill(Tensor mask, Scalar value) => Ops.MaskedFill.Tensor(this, mask, value);

        public Tensor fill_(Scalar value) => Ops.FillInPlace.InPlace(this, this, value);

        public Tensor zero_() => Ops.ZeroInPlace.InPlace(this, this);

        public Tensor copy_(Tensor source, bool nonBlocking = false) => Ops.CopyInPlace.InPlace(this, this, source, nonBlocking);

        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null) =>
            Ops.NormalInPlace.InPlace(this, this, mean, std, Generator.Only(generator));

        public Tensor uniform_(double from, double to, Generator? generator = null) =>
            Ops.UniformInPlace.InPlace(this, this, from, to, Generator.Only(generator));
    }
}
