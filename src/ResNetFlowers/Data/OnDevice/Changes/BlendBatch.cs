using ResNetFlowers.Data.OnDevice.Numbers;
using ResNetFlowers.Imaging.Transforms.Drawn;
using static TorchSharp.torch;

namespace ResNetFlowers.Data.OnDevice.Changes;

/// <summary>
/// Goes from one picture to another, or past it, as <see cref="Imaging.Coloring.Blending"/> does: from the mean luma for contrast, from
/// each pixel's own luma for saturation, from the smoothed picture for sharpness.
/// </summary>
internal sealed class BlendBatch : IBatchChange
{
    // Pillow's SMOOTH: the middle of nine counts five times.
    private const int MiddleBeside = 4;
    private const int SmoothTotal = 13;

    private readonly BatchKind _kind;
    private readonly NumberRange _factors;

    /// <param name="kind">Contrast, saturation or sharpness.</param>
    /// <param name="changes">The changes, one for each picture.</param>
    /// <param name="table">Receives the factors.</param>
    public BlendBatch(BatchKind kind, IReadOnlyList<PictureChange> changes, NumberTable table)
    {
        _kind = kind;
        _factors = table.Add(changes, change => [change.Kind == ChangeKind.Grayscale ? 0 : change.Amount]);
    }

    /// <inheritdoc/>
    public Tensor Apply(Tensor pictures, Tensor table)
    {
        Tensor from = _kind switch
        {
            BatchKind.Contrast => MeanLuma(pictures),
            BatchKind.Saturation => LumaBatch.Of(pictures),
            _ => Smooth(pictures),
        };
        Tensor factors = _factors.Of(table, -1, 1, 1, 1).to(float32);
        return pictures.sub(from).mul_(factors).add_(from).clamp_(0, 255).floor_();
    }

    private static Tensor MeanLuma(Tensor pictures)
    {
        long area = pictures.shape[2] * pictures.shape[3];
        return LumaBatch.Of(pictures).sum([1, 2, 3], keepdim: true, float64).div_(area).add_(0.5).floor_().to(float32);
    }

    /// <summary>Sums are whole numbers, and no thirteenth of one lies halfway between two others: the order of summing is of no matter.</summary>
    private static Tensor Smooth(Tensor pictures)
    {
        long height = pictures.shape[2];
        long width = pictures.shape[3];
        Tensor rows = Three(pictures, 2, height);
        Tensor inner = pictures.narrow(2, 1, height - 2).narrow(3, 1, width - 2);
        Tensor sums = Three(rows, 3, width).add_(inner, MiddleBeside);
        Tensor smooth = pictures.clone();
        smooth.narrow(2, 1, height - 2).narrow(3, 1, width - 2).copy_(sums.div_(SmoothTotal).add_(0.5).floor_());
        return smooth;
    }

    private static Tensor Three(Tensor pictures, long dimension, long length) =>
        pictures.narrow(dimension, 0, length - 2).add(pictures.narrow(dimension, 1, length - 2)).add_(pictures.narrow(dimension, 2, length - 2));
}
