using ResNetFlowers.Data.OnDevice.Numbers;
using ResNetFlowers.Imaging.Transforms.Drawn;
using ResNetFlowers.Imaging.Warping;
using static TorchSharp.torch;

namespace ResNetFlowers.Data.OnDevice.Changes;

/// <summary>From each pixel of warped pictures to a point of the pictures before, in double precision, each by its own matrix.</summary>
internal sealed class WarpGrid
{
    private const int MatrixNumbers = 6;
    private const int ColorNumbers = 3;

    private readonly int _side;
    private readonly double _origin;
    private readonly NumberRange _matrices;
    private readonly NumberRange _fills;

    /// <param name="changes">The changes, one for each picture.</param>
    /// <param name="matrices">From the column and row of a pixel to the point that it shows.</param>
    /// <param name="origin">What the first column and row are counted as.</param>
    /// <param name="side">Side of the pictures, in pixels.</param>
    /// <param name="table">Receives the matrices.</param>
    public WarpGrid(IReadOnlyList<PictureChange> changes, IEnumerable<AffineMatrix> matrices, double origin, int side, NumberTable table)
    {
        _side = side;
        _origin = origin;
        _matrices = table.Add(matrices, matrix => [matrix.A, matrix.B, matrix.C, matrix.D, matrix.E, matrix.F]);
        _fills = table.Add(changes, change => [change.Fill.Red, change.Fill.Green, change.Fill.Blue]);
    }

    /// <summary>The points, <c>[N, H · W]</c> each, float64.</summary>
    public (Tensor X, Tensor Y) Points(Tensor table)
    {
        Tensor[] m = _matrices.Of(table, -1, MatrixNumbers, 1, 1).unbind(1);
        Tensor places = arange(_side, float64, table.device).add_(_origin);
        Tensor column = places.view(1, 1, -1);
        Tensor row = places.view(1, -1, 1);
        return (Map(m[0], m[1], m[2]), Map(m[3], m[4], m[5]));

        // Summed in the order of AffineMatrix.Map, for the same bits.
        Tensor Map(Tensor a, Tensor b, Tensor c) => (a * column + b * row + c).view(-1, (long)_side * _side);
    }

    /// <summary>The samples at whole positions, which are inside or of no matter.</summary>
    /// <param name="pictures"><c>[N, 3, H, W]</c>.</param>
    /// <param name="column"><c>[N, H · W]</c>, float64.</param>
    /// <param name="row">The same.</param>
    /// <returns><c>[N, 3, H · W]</c>.</returns>
    public Tensor Take(Tensor pictures, Tensor column, Tensor row)
    {
        Tensor index = row.clamp(0, _side - 1).mul_(_side).add_(column.clamp(0, _side - 1)).to(int64).unsqueeze(1);
        return pictures.reshape(-1, 3, (long)_side * _side).gather(2, index.expand(-1, 3, -1));
    }

    /// <summary>Paints what shows no part of the pictures.</summary>
    /// <param name="samples"><c>[N, 3, H · W]</c>, float32.</param>
    /// <param name="x">Where each is from, <c>[N, H · W]</c>.</param>
    /// <param name="y">The same.</param>
    /// <param name="table">The numbers.</param>
    /// <returns><c>[N, 3, H, W]</c>.</returns>
    public Tensor Fill(Tensor samples, Tensor x, Tensor y, Tensor table)
    {
        Tensor inside = Inside(x).logical_and(Inside(y)).unsqueeze(1);
        Tensor fills = _fills.Of(table, -1, ColorNumbers, 1).to(float32);
        return where(inside, samples, fills).view(-1, 3, _side, _side);
    }

    private Tensor Inside(Tensor position) => position.ge(0).logical_and(position.lt(_side));
}
