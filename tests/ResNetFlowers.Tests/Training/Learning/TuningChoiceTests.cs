using ResNetFlowers.Training.Learning;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Training.Learning;

public class TuningChoiceTests
{
    [Theory]
    [InlineData(1350, 12, false)]
    [InlineData(1350, 74, false)]
    [InlineData(1350, 75, true)]
    [InlineData(3_000_000_000, 1, true)]
    public void OnlyALongRunIsTuned(long photos, int epochs, bool pays) => Assert.Equal(pays, TuningChoice.Pays(new Device(DeviceType.CUDA), photos, epochs));

    [Fact]
    public void ACpuHasNothingToTune() => Assert.False(TuningChoice.Pays(CPU, 1_000_000, 100));
}
