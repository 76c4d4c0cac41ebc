using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Training.Learning;

/// <summary>
/// When cuDNN is to try its algorithms for a convolution one after the other and keep the fastest, instead of taking the one that its rules
/// prefer: some ten for each of some sixty convolutions of a step, which takes seconds and then saves some hundredths of each step.
/// </summary>
internal static class TuningChoice
{
    // An estimate: at 0.1 ms for a photo and a gain of some hundredths that is half a second.
    private const long FewestPhotos = 100_000;

    /// <summary>Whether a run is long enough for it.</summary>
    /// <param name="device">Where it computes.</param>
    /// <param name="photos">Training photos.</param>
    /// <param name="epochs">How often it sees each.</param>
    public static bool Pays(Device device, long photos, int epochs) => device.type == DeviceType.CUDA && photos * epochs >= FewestPhotos;
}
