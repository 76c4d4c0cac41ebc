using FsCheck;
using FsCheck.Fluent;
using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch.Tests.Tensors;

public class ArithmeticTests
{
    [Fact]
    public void OperatorsComputeWhatFloatsCompute()
    {
        Prop.ForAll<NormalFloat[]>(numbers =>
        {
            float[] x = [1, .. numbers.Select(number => (float)(number.Get % 1e6))];
            using DisposeScope scope = NewDisposeScope();
            Tensor a = tensor(x);
            Tensor b = tensor(x.Reverse().ToArray());
            for (int i = 0; i < x.Length; i++)
            {
                float y = x[^(i + 1)];
                if ((a + b).data<float>()[i] != x[i] + y
                    || (a - b).data<float>()[i] != x[i] - y
                    || (a * b).data<float>()[i] != x[i] * y
                    || (-a).data<float>()[i] != -x[i]
                    || (a + 2).data<float>()[i] != x[i] + 2
                    || (a * 0.5f).data<float>()[i] != x[i] * 0.5f)
                {
                    return false;
                }
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));
    }

    [Fact]
    public void ShapesBroadcast()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor column = tensor([1f, 2], [2, 1]);
        Tensor row = tensor([10f, 20, 30], [1, 3]);

        Expect.Values([2, 3], [11, 21, 31, 12, 22, 32], column + row);
        Expect.Values([2, 3], [0.1f, 0.05f, 1f / 30, 0.2f, 0.1f, 2f / 30], column / row);
    }

    [Fact]
    public void InPlaceOperatorsChangeTheTensorItself()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor t = tensor([1f, 2, 3]);

        Tensor same = t.add_(1).mul_(2).sub_(ones([3])).div_(2);

        Assert.Same(t, same);
        Expect.Values([3], [1.5f, 2.5f, 3.5f], t);
        t.zero_();
        t.copy_(tensor([4f, 5, 6]));
        Expect.Values([3], [4, 5, 6], t);
        t.fill_(7);
        Expect.Values([3], [7, 7, 7], t);
    }

    [Fact]
    public void FunctionsOfElementsMatchThoseOfDotNet()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor t = tensor([0.25f, 1, 4]);

        Expect.Values([3], [0.5f, 1, 2], t.sqrt());
        Expect.Values([3], [MathF.Exp(0.25f), MathF.E, MathF.Exp(4)], t.exp());
        Expect.Values([3], [MathF.Log(0.25f), 0, MathF.Log(4)], t.log());
        Expect.Values([3], [0.0625f, 1, 16], t.pow(2));
        Expect.Values([3], [0.5f, 1, 2], t.clamp(0.5, 2));
        Expect.Values([3], [0.25f, 1, 4], (-t).abs());
    }

    [Fact]
    public void AMatrixProductIsTheSumOfProducts()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = tensor([1f, 2, 3, 4], [2, 2]);
        Tensor b = tensor([5f, 6, 7, 8], [2, 2]);

        Expect.Values([2, 2], [19, 22, 43, 50], a.matmul(b));
    }

    [Fact]
    public void ComparisonsGiveTruthValues()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor equal = tensor([1L, 2, 3]).eq(tensor([1L, 5, 3]));

        Assert.Equal(ScalarType.Bool, equal.dtype);
        Assert.Equal([true, false, true], equal.data<bool>().ToArray());
    }
}
