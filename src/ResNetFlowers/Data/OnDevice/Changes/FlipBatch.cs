using static TorchSharp.torch;

namespace ResNetFlowers.Data.OnDevice.Changes;

/// <summary>Mirrors pictures.</summary>
/// <param name="Dimension">Along which: 2 top to bottom, 3 left to right.</param>
internal sealed record FlipBatch(long Dimension) : IBatchChange
{
    /// <inheritdoc/>
    public Tensor Apply(Tensor pictures, Tensor table) => pictures.flip(Dimension);
}
