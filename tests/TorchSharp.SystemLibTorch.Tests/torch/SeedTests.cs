using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch.Tests.Torch;

[Collection(Alone.Name)]
public class SeedTests
{
    [Fact]
    public void TheSameSeedGivesTheSameNumbers()
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(5);
        float[] first = randn([8]).data<float>().ToArray();
        float[] next = randn([8]).data<float>().ToArray();
        manual_seed(5);

        Assert.Equal(first, randn([8]).data<float>().ToArray());
        Assert.NotEqual(first, next);
    }

    /// <summary>torch.manual_seed(0); torch.rand(3), the same since PyTorch 1.0.</summary>
    [Fact]
    public void TheNumbersArePyTorchs()
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(0);

        Expect.Values([3], [0.49625659f, 0.76822180f, 0.08847743f], rand([3]));
    }
}
