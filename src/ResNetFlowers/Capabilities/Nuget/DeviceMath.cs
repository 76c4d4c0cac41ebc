using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetFlowers.Capabilities;

/// <summary>How a device computes: in which precision, by which algorithms.</summary>
internal static class DeviceMath
{
    /// <summary>Whether <see cref="Autocast"/> is there at all: TorchSharp has no automatic casts.</summary>
    public static bool HasAutocast => false;

    /// <summary>Of no use without automatic casts.</summary>
    public static bool HasBFloat16(Device device) => false;

    /// <exception cref="NotSupportedException">Always.</exception>
    public static IDisposable Autocast(Device device) => throw new NotSupportedException("TorchSharp has no automatic casts");

    /// <summary>Whether CUDA may round what it multiplies to TensorFloat-32; for the whole process.</summary>
    public static void AllowTf32(bool allowed)
    {
        backends.cuda.matmul.allow_tf32 = allowed;
        backends.cudnn.allow_tf32 = allowed;
    }

    /// <summary>TorchSharp has no such switch.</summary>
    public static void TuneConvolutions(bool tunes)
    {
    }

    /// <summary>Clips gradients to a length.</summary>
    public static void ClipGradNorm(IEnumerable<Parameter> parameters, double maxNorm) => nn.utils.clip_grad_norm_(parameters, maxNorm);
}
