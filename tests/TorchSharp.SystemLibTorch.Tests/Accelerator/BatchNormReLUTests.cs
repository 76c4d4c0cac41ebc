using FsCheck;
using FsCheck.Fluent;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch.Tests.Accelerator;

/// <summary>Batch norm, sum and ReLU in one, against libtorch's own operators in double precision.</summary>
public class BatchNormReLUTests
{
    // Of a few pixels with nearly the same value, float32 cannot tell the variance to five digits, nor can libtorch's own operators.
    private const int FewestPixels = 8;

    /// <summary>Shapes for the kernels, and some that they leave to libtorch: 5 channels, and rows instead of channels last.</summary>
    private static readonly Gen<Case> Cases =
        from batch in Gen.Choose(1, 4)
        from channels in Gen.Elements(5, 16, 48, 64)
        from height in Gen.Choose(1, 12)
        from width in Gen.Choose(2, 12)
        from hasResidual in Gen.Elements(false, true)
        from isChannelsLast in Gen.Frequency((7, Gen.Constant(true)), (1, Gen.Constant(false)))
        from seed in Gen.Choose(0, int.MaxValue)
        where batch * height * width >= FewestPixels
        select new Case([batch, channels, height, width], hasResidual, isChannelsLast, seed);

    [Fact]
    public void OutputsAndGradientsAreThoseOfTheOperators() =>
        Prop.ForAll(Cases.ToArbitrary(), one => one.IsExact(ScalarType.Float32, 2e-5, 2e-5)).QuickCheckThrowOnFailure();

    [Fact]
    public void InBFloat16OnlyWhatIsStoredIsRounded() =>
        Prop.ForAll(Cases.Where(one => one.HasKernel).ToArbitrary(), one => one.IsExact(ScalarType.BFloat16, 1.0 / 256, 1.0 / 128)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(64, 40, false)] // more rows than one part has
    [InlineData(2048, 6, true)] // many channels
    public void ManyRowsAndManyChannelsAreExactToo(int channels, int side, bool hasResidual) =>
        Assert.True(new Case([2, channels, side, side], hasResidual, true, 1).IsExact(ScalarType.Float32, 2e-5, 2e-5));

    /// <summary>The variance of numbers far from zero must not drown in their squares; at 1000 float32 has steps of 6e-5.</summary>
    [Fact]
    public void AMeanFarFromZeroCostsNoDigits()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor input = ChannelsLast(Normal(new Random(1), 4, 16, 10, 10) + 1000);
        BatchNorm2d norm = nn.BatchNorm2d(16);

        Tensor output = BatchNormReLU.Forward(norm, input);

        Assert.True(Distance(nn.functional.batch_norm(input.to(ScalarType.Float64), null, null, training: true).relu(), output) < 3e-4);
        Assert.True(Distance(input.to(ScalarType.Float64).var([0, 2, 3]) * 0.1 + 0.9, norm.running_var!) < 1e-5);
    }

    [Fact]
    public void RunningStatisticsAndTheirCountMoveAsTheLayersDo()
    {
        using DisposeScope scope = NewDisposeScope();
        BatchNorm2d fused = nn.BatchNorm2d(32);
        BatchNorm2d plain = nn.BatchNorm2d(32);
        for (int batch = 0; batch < 3; batch++)
        {
            Tensor input = ChannelsLast(Normal(new Random(batch), 3, 32, 5, 5) * 3 + 2);
            BatchNormReLU.Forward(fused, input);
            plain.call(input);
        }

        Assert.True(Distance(plain.running_mean!, fused.running_mean!) < 1e-6);
        Assert.True(Distance(plain.running_var!, fused.running_var!) < 1e-6);
        Assert.Equal(3, fused.num_batches_tracked!.item<long>());
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void WhatIsNotANumberIsNotHidden(ScalarType type)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor input = randn([2, 16, 3, 3]);
        input[0, 4, 1, 1].fill_(float.NaN);

        Tensor output = BatchNormReLU.Forward(nn.BatchNorm2d(16), ChannelsLast(input.to(type)));

        Assert.Equal(18, output.isnan().sum().item<long>());
        Assert.True(output[0, 4].isnan().all().ToBoolean());
    }

    [Fact]
    public void NeitherInputNorResidualChanges()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor input = ChannelsLast(randn([2, 16, 3, 3]));
        Tensor residual = ChannelsLast(randn([2, 16, 3, 3]));
        Tensor inputBefore = input.clone();
        Tensor residualBefore = residual.clone();

        BatchNormReLU.Forward(nn.BatchNorm2d(16), input, residual);

        Assert.Equal(Bytes(inputBefore), Bytes(input));
        Assert.Equal(Bytes(residualBefore), Bytes(residual));
    }

    [Fact]
    public void OfAFrozenInputOnlyTheLayerLearns()
    {
        using DisposeScope scope = NewDisposeScope();
        BatchNorm2d norm = nn.BatchNorm2d(16);

        BatchNormReLU.Forward(norm, ChannelsLast(randn([2, 16, 3, 3])), ChannelsLast(randn([2, 16, 3, 3]))).sum().backward();

        Assert.NotNull(norm.weight!.grad);
        Assert.NotNull(norm.bias!.grad);
    }

    [Fact]
    public void ItIsForLayersThatLearnTheirStatistics()
    {
        using DisposeScope scope = NewDisposeScope();
        BatchNorm2d evaluated = nn.BatchNorm2d(16);
        evaluated.eval();

        Assert.True(BatchNormReLU.Fits(nn.BatchNorm2d(16)));
        Assert.False(BatchNormReLU.Fits(evaluated));
        Assert.False(BatchNormReLU.Fits(nn.BatchNorm2d(16, affine: false)));
        Assert.False(BatchNormReLU.Fits(nn.BatchNorm2d(16, track_running_stats: false)));
    }

    /// <summary>Normally distributed numbers, the same for the same seed on any thread: libtorch's own belong to all tests.</summary>
    internal static Tensor Normal(Random random, params long[] shape)
    {
        float[] values = new float[shape.Aggregate(1L, (product, side) => product * side)];
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return tensor(values, shape);
    }

    internal static Tensor ChannelsLast(Tensor plain) => plain.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

    internal static byte[] Bytes(Tensor tensor) => [.. tensor.contiguous().bytes];

    /// <summary>The largest difference, in units of the expected tensor's largest element.</summary>
    private static double Distance(Tensor expected, Tensor actual)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor truth = expected.detach().to(ScalarType.Float64);
        double largest = truth.abs().max().ToDouble();
        double difference = (truth - actual.detach().to(ScalarType.Float64)).abs().max().ToDouble();
        return largest == 0 ? difference : difference / largest;
    }

    private sealed record Case(long[] Shape, bool HasResidual, bool IsChannelsLast, int Seed)
    {
        public override string ToString() => $"[{string.Join(", ", Shape)}], residual {HasResidual}, channels last {IsChannelsLast}, seed {Seed}";

        public bool HasKernel => IsChannelsLast && Shape[1] % 16 == 0;

        /// <summary>Runs both; the way back of the expected one goes through the pixels that the other one let pass.</summary>
        public bool IsExact(ScalarType type, double forwardTolerance, double backwardTolerance)
        {
            using DisposeScope scope = NewDisposeScope();
            var random = new Random(Seed);
            Tensor Pixels() => Arranged(Normal(random, Shape).to(type));

            Tensor input = Pixels().requires_grad_();
            Tensor? residual = HasResidual ? Pixels().requires_grad_() : null;
            Tensor outputGradient = Pixels();
            BatchNorm2d norm = nn.BatchNorm2d(Shape[1]);
            using (no_grad())
            {
                norm.weight!.copy_(Normal(random, Shape[1]));
                norm.bias!.copy_(Normal(random, Shape[1]));
            }

            Tensor output = BatchNormReLU.Forward(norm, input, residual);
            (output * outputGradient).sum().backward();

            Tensor preciseInput = Precise(input);
            Tensor? preciseResidual = residual is null ? null : Precise(residual);
            Tensor weight = Precise(norm.weight!);
            Tensor bias = Precise(norm.bias!);
            Tensor sum = nn.functional.batch_norm(preciseInput, null, null, weight, bias, training: true);
            if (preciseResidual is not null) sum += preciseResidual;
            (sum * outputGradient.to(ScalarType.Float64) * output.gt(0).to(ScalarType.Float64)).sum().backward();

            return output.dtype == type && output.stride().SequenceEqual(input.stride())
                && Distance(sum.relu(), output) <= forwardTolerance
                && Distance(preciseInput.grad!, input.grad!) <= backwardTolerance
                && (residual is null || Distance(preciseResidual!.grad!, residual.grad!) <= backwardTolerance)
                && Distance(weight.grad!, norm.weight!.grad!) <= forwardTolerance
                && Distance(bias.grad!, norm.bias!.grad!) <= forwardTolerance;
        }

        private static Tensor Precise(Tensor tensor) => tensor.detach().to(ScalarType.Float64).requires_grad_();

        private Tensor Arranged(Tensor plain) => (IsChannelsLast ? ChannelsLast(plain) : plain).detach();
    }
}
