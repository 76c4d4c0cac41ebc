using static TorchSharp.torch;

namespace ResNetFlowers.Models;

/// <summary>Tensors in an order of their own.</summary>
internal static class MemoryLayouts
{
    /// <summary>The same <c>[N, C, H, W]</c> in another order, without a copy where it is in that order already.</summary>
    public static Tensor Arrange(this MemoryLayout layout, Tensor tensor) =>
        layout == MemoryLayout.Contiguous ? tensor.contiguous() : tensor.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
}
