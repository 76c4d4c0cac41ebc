using ResNetFlowers.Data.OnDevice.Numbers;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Resizing;
using TorchSharp;
using static TorchSharp.torch;
using InterpolationMode = ResNetFlowers.Imaging.InterpolationMode;

namespace ResNetFlowers.Data.OnDevice;

/// <summary>
/// Cuts, mirrors and resizes the views of several photos: gathered into a canvas as large as the largest of them, and multiplied along
/// either axis by weights that are zero beyond each photo's own part. Rows first, rounded to 8 bits, then columns, as Pillow does it.
/// </summary>
internal sealed class ViewBatch
{
    private const int NumbersPerPhoto = 8;

    private readonly int _count;
    private readonly int _width;
    private readonly int _height;
    private readonly int _side;
    private readonly InterpolationMode _interpolation;
    private readonly NumberRange _numbers;

    /// <param name="photos">The photos, at least one; the views' sides and interpolations are the same.</param>
    /// <param name="table">Receives what the device needs to know.</param>
    public ViewBatch(IReadOnlyList<PlacedPhoto> photos, NumberTable table)
    {
        _count = photos.Count;
        PixelBox[] parts = [.. photos.Select(photo => photo.Plan.View.Part())];
        _width = parts.Max(part => part.Width);
        _height = parts.Max(part => part.Height);
        _side = photos[0].Plan.View.Columns.Count;
        _interpolation = photos[0].Plan.View.Interpolation;
        _numbers = table.Add(photos.Zip(parts), pair => Describe(pair.First, pair.Second));
    }

    /// <summary>Makes the pictures.</summary>
    /// <param name="pixels">The memory that the photos are in, <c>[P, 3]</c>, uint8.</param>
    /// <param name="table">The numbers, on the same device.</param>
    /// <returns><c>[N, 3, side, side]</c>, float32 in whole numbers from 0 to 255, in the current dispose scope.</returns>
    public Tensor Apply(Tensor pixels, Tensor table)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] numbers = _numbers.Of(table, _count, NumbersPerPhoto).split(1, 1);
        (Tensor first, Tensor stride, Tensor width, Tensor height) = (numbers[0], numbers[1], numbers[2], numbers[3]);

        Tensor canvas = Gather(pixels, first, stride, width, height);
        Tensor columns = ResizeWeights.Of(numbers[4], numbers[5], width, _width, _side, _interpolation);
        Tensor across = Round(canvas.view(_count, 3L * _height, _width).matmul(columns.transpose(1, 2)));
        Tensor rows = ResizeWeights.Of(numbers[6], numbers[7], height, _height, _side, _interpolation);
        Tensor pictures = Round(rows.matmul(across.view(_count, _height, 3L * _side)));
        return scope.MoveToOuter(pictures.view(_count, _side, 3, _side).permute(0, 2, 1, 3));
    }

    /// <summary>The parts, each in its corner of the canvas; what is beside it has no weight.</summary>
    /// <returns><c>[N, height, 3, width]</c>, float32.</returns>
    private Tensor Gather(Tensor pixels, Tensor first, Tensor stride, Tensor width, Tensor height)
    {
        Tensor row = arange(_height, float64, pixels.device).view(1, -1).minimum(height - 1);
        Tensor column = arange(_width, float64, pixels.device).view(1, -1).minimum(width - 1);
        Tensor index = (first + stride * row).to(int64).unsqueeze(2) + column.to(int64).unsqueeze(1);
        Tensor bytes = pixels.index_select(0, index.view(-1)).view(_count, _height, _width, 3);
        return empty([_count, _height, 3, _width], float32, pixels.device).copy_(bytes.permute(0, 1, 3, 2));
    }

    private static Tensor Round(Tensor samples) => samples.add_(0.5).floor_().clamp_(0, 255);

    /// <summary>Where the part begins and how large it is; then, for columns and for rows, where position 0 is in it and how far the next is.</summary>
    private static IEnumerable<double> Describe(PlacedPhoto photo, PixelBox part)
    {
        (PhotoPlan plan, PixelBox stored) = (photo.Plan, photo.Stored);
        (double columnStart, double columnStep) = Positions(plan.View.Columns, plan.View.Left - part.Left, plan.IsMirrored);
        (double rowStart, double rowStep) = Positions(plan.View.Rows, plan.View.Top - part.Top, plan.IsUpsideDown);
        long first = photo.FirstPixel + (long)(part.Top - stored.Top) * stored.Width + part.Left - stored.Left;
        return [first, stored.Width, part.Width, part.Height, columnStart, columnStep, rowStart, rowStep];
    }

    private static (double Start, double Step) Positions(ResizeAxis axis, int offset, bool isReversed) => isReversed
        ? (axis.Center(axis.First + axis.Count - 1) + offset, -axis.Scale)
        : (axis.Center(axis.First) + offset, axis.Scale);
}
