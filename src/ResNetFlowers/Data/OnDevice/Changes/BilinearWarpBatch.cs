using ResNetFlowers.Data.OnDevice.Numbers;
using ResNetFlowers.Imaging.Transforms.Drawn;
using static TorchSharp.torch;

namespace ResNetFlowers.Data.OnDevice.Changes;

/// <summary>Warps pictures, each pixel from the four around the point that its middle falls on, as <see cref="Imaging.Warping.BilinearWarp"/> does.</summary>
internal sealed class BilinearWarpBatch : IBatchChange
{
    private readonly WarpGrid _grid;

    /// <param name="changes">The changes, one for each picture.</param>
    /// <param name="side">Side of the pictures, in pixels.</param>
    /// <param name="table">Receives the matrices.</param>
    public BilinearWarpBatch(IReadOnlyList<PictureChange> changes, int side, NumberTable table) =>
        _grid = new WarpGrid(changes, changes.Select(change => change.Matrix(side, side)), origin: 0.5, side, table);

    /// <inheritdoc/>
    public Tensor Apply(Tensor pictures, Tensor table)
    {
        (Tensor x, Tensor y) = _grid.Points(table);
        Tensor column = x.sub(0.5).floor_();
        Tensor row = y.sub(0.5).floor_();
        Tensor right = x.sub(0.5).sub_(column).unsqueeze(1);
        Tensor down = y.sub(0.5).sub_(row).unsqueeze(1);
        Tensor above = Between(_grid.Take(pictures, column, row), _grid.Take(pictures, column + 1, row), right);
        Tensor below = Between(_grid.Take(pictures, column, row + 1), _grid.Take(pictures, column + 1, row + 1), right);
        return _grid.Fill(Between(above, below, down).floor_().to(float32), x, y, table);
    }

    private static Tensor Between(Tensor from, Tensor to, Tensor part) => to.sub(from).to(float64).mul_(part).add_(from);
}
