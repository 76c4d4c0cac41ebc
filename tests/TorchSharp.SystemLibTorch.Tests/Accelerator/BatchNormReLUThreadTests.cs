using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch.Tests.Accelerator;

[Collection(Alone.Name)]
public class BatchNormReLUThreadTests
{
    [Fact]
    public void TheNumberOfThreadsChangesNoBit()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor pixels = BatchNormReLUTests.ChannelsLast(BatchNormReLUTests.Normal(new Random(1), 4, 64, 30, 30));
        byte[] Results(int threads)
        {
            set_num_threads(threads);
            BatchNorm2d norm = nn.BatchNorm2d(64);
            Tensor input = pixels.clone().requires_grad_();
            Tensor output = BatchNormReLU.Forward(norm, input, pixels);
            output.pow(2).sum().backward();
            return [.. new[] { output, input.grad!, norm.weight!.grad!, norm.running_var! }.SelectMany(BatchNormReLUTests.Bytes)];
        }

        int before = get_num_threads();
        try
        {
            byte[] alone = Results(1);

            Assert.Equal(alone, Results(2));
            Assert.Equal(alone, Results(7));
        }
        finally
        {
            set_num_threads(before);
        }
    }
}
