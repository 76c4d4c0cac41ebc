using FsCheck;
using FsCheck.Fluent;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch.Tests.Accelerator;

/// <summary>Clipping without asking for the norm does what clipping does, to the bit.</summary>
public class GradientClippingTests
{
    [Fact]
    public void ItIsClipGradNormToTheBit() => Prop.ForAll(
        Gen.Choose(1, 40).ToArbitrary(), Gen.Choose(1, 2000).Select(thousandths => thousandths / 100.0).ToArbitrary(), (int size, double norm) =>
        {
            using DisposeScope scope = NewDisposeScope();
            Parameter[] asked = [Random(size), Random(3)];
            Parameter[] unasked = [.. asked.Select(Twin)];

            nn.utils.clip_grad_norm_(asked, norm);
            GradientClipping.Clip(unasked, norm);

            return asked.Zip(unasked).All(pair => pair.First.grad!.bytes.SequenceEqual(pair.Second.grad!.bytes));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void TheHostDoesNotAsk()
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter[] parameters = [Random(5)];
        long before = HostReads.Count;

        GradientClipping.Clip(parameters, 0.1);
        Assert.Equal(before, HostReads.Count);

        nn.utils.clip_grad_norm_(parameters, 0.1);
        Assert.Equal(before + 1, HostReads.Count);
    }

    [Fact]
    public void ANormThatIsNotANumberSpoilsAll()
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter spoilt = Random(1);
        Parameter other = Random(2);
        spoilt.grad = tensor(new float[] { float.NaN });

        GradientClipping.Clip([spoilt, other], 1);

        Assert.True(other.grad!.isnan().all().ToBoolean());
    }

    [Fact]
    public void WithoutGradientsThereIsNothingToClip() => GradientClipping.Clip([new Parameter(zeros([2]))], 1);

    private static Parameter Random(int size) => new(randn([size])) { grad = randn([size]) };

    private static Parameter Twin(Parameter parameter) => new(parameter.clone().detach()) { grad = parameter.grad!.clone() };
}
