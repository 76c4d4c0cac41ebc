using ResNetFlowers.Data.OnDevice.Numbers;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms.Drawn;

namespace ResNetFlowers.Data.OnDevice.Changes;

/// <summary>Changes that a device does together.</summary>
internal enum BatchKind
{
    FlipHorizontally,
    FlipVertically,
    Nearest,
    Bilinear,
    Table,
    Contrast,
    Saturation,
    Sharpness,
    Hue,
    AutoContrast,
    Equalize,
}

/// <summary>Makes the operations of <see cref="BatchKind"/>.</summary>
internal static class BatchChanges
{
    /// <summary>The kind that a change is of.</summary>
    public static BatchKind KindOf(PictureChange change) => change.Kind switch
    {
        ChangeKind.FlipHorizontally => BatchKind.FlipHorizontally,
        ChangeKind.FlipVertically => BatchKind.FlipVertically,
        ChangeKind.Rotate or ChangeKind.Affine => change.Interpolation == InterpolationMode.Bilinear ? BatchKind.Bilinear : BatchKind.Nearest,
        ChangeKind.Brightness or ChangeKind.Posterize or ChangeKind.Solarize or ChangeKind.Invert => BatchKind.Table,
        ChangeKind.Contrast => BatchKind.Contrast,
        ChangeKind.Saturation or ChangeKind.Grayscale => BatchKind.Saturation,
        ChangeKind.Sharpness => BatchKind.Sharpness,
        ChangeKind.Hue => BatchKind.Hue,
        ChangeKind.AutoContrast => BatchKind.AutoContrast,
        ChangeKind.Equalize => BatchKind.Equalize,
        _ => throw new ArgumentOutOfRangeException(nameof(change), change.Kind, "is no change of a picture"),
    };

    /// <summary>The operation that does some changes of one kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="changes">The changes, one for each picture.</param>
    /// <param name="side">Side of the pictures, in pixels.</param>
    /// <param name="table">Receives what the device needs to know.</param>
    public static IBatchChange Create(BatchKind kind, IReadOnlyList<PictureChange> changes, int side, NumberTable table) => kind switch
    {
        BatchKind.FlipHorizontally => new FlipBatch(Dimension: 3),
        BatchKind.FlipVertically => new FlipBatch(Dimension: 2),
        BatchKind.Nearest => new NearestWarpBatch(changes, side, table),
        BatchKind.Bilinear => new BilinearWarpBatch(changes, side, table),
        BatchKind.Table => new TableBatch(changes, table),
        BatchKind.Contrast or BatchKind.Saturation or BatchKind.Sharpness => new BlendBatch(kind, changes, table),
        BatchKind.Hue => new HueBatch(changes, table),
        BatchKind.AutoContrast => new AutoContrastBatch(),
        BatchKind.Equalize => new EqualizeBatch(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "is no kind of change"),
    };
}
