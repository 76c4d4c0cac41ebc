using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch;

/// <summary>
/// An extension of ours, PyTorch's <c>module.to(memory_format=torch.channels_last)</c>: a convolution whose weights lie as its input does
/// need not turn them round at every step.
/// </summary>
public static class ChannelsLast
{
    // c10::MemoryFormat::ChannelsLast.
    private const long Format = 2;

    /// <summary>Lays out anew, in place, every parameter and buffer of four dimensions; shapes and values stay.</summary>
    public static void Apply(nn.Module module) => module.Move(tensor => tensor.ndim == 4 ? Ops.Contiguous.Tensor(tensor, Format) : tensor.alias());
}
