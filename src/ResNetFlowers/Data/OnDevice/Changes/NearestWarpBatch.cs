using ResNetFlowers.Data.OnDevice.Numbers;
using ResNetFlowers.Imaging.Transforms.Drawn;
using ResNetFlowers.Imaging.Warping;
using static TorchSharp.torch;

namespace ResNetFlowers.Data.OnDevice.Changes;

/// <summary>Warps pictures, each pixel from the one that its middle falls into, as <see cref="NearestWarp"/> does.</summary>
internal sealed class NearestWarpBatch : IBatchChange
{
    private readonly WarpGrid _grid;

    /// <param name="changes">The changes, one for each picture.</param>
    /// <param name="side">Side of the pictures, in pixels.</param>
    /// <param name="table">Receives the matrices.</param>
    public NearestWarpBatch(IReadOnlyList<PictureChange> changes, int side, NumberTable table) =>
        _grid = new WarpGrid(changes, changes.Select(change => NearestWarp.FromIndex(change.Matrix(side, side), side, side)), origin: 0, side, table);

    /// <inheritdoc/>
    public Tensor Apply(Tensor pictures, Tensor table)
    {
        (Tensor x, Tensor y) = _grid.Points(table);
        return _grid.Fill(_grid.Take(pictures, x.floor(), y.floor()), x, y, table);
    }
}
