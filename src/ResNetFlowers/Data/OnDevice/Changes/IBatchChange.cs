using static TorchSharp.torch;

namespace ResNetFlowers.Data.OnDevice.Changes;

/// <summary>One kind of change, done to several pictures at once, each by its own amount.</summary>
internal interface IBatchChange
{
    /// <summary>Does it, byte for byte as the CPU does it to one picture.</summary>
    /// <param name="pictures"><c>[N, 3, H, W]</c>, float32 in whole numbers from 0 to 255; may be changed in place.</param>
    /// <param name="table">The numbers that it put into the table, on the same device.</param>
    /// <returns>Pictures of the same shape, in the current dispose scope.</returns>
    Tensor Apply(Tensor pictures, Tensor table);
}
