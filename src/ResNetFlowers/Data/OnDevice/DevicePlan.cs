using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using ResNetFlowers.Imaging.Transforms.Drawn;

namespace ResNetFlowers.Data.OnDevice;

/// <summary>Changes of pictures of one size, and the crop behind them.</summary>
/// <param name="Steps">The changes.</param>
/// <param name="Side">Side of the pictures, in pixels.</param>
/// <param name="Cropped">Side of the middle that is cut out behind them; null for all.</param>
internal sealed record DeviceStage(IReadOnlyList<IPictureStep> Steps, int Side, int? Cropped);

/// <summary>
/// Which steps of a transform a device takes for whole batches, and which the CPU takes before, photo by photo: the device takes as many
/// of the last ones as it can. Chance is drawn here, of the photo's own random numbers and in the order of the steps, so that either way
/// makes the same pictures.
/// </summary>
internal sealed class DevicePlan
{
    private readonly IViewStep? _view;
    private readonly RandomErasing? _erasing;

    private DevicePlan(Compose before, IViewStep? view, IReadOnlyList<DeviceStage> stages, RandomErasing? erasing)
    {
        Before = before;
        _view = view;
        Stages = stages;
        _erasing = erasing;
    }

    /// <summary>What the CPU does.</summary>
    public Compose Before { get; }

    /// <summary>Whether that is nothing: the device takes photos as they are decoded.</summary>
    public bool TakesPhotos => Before.Steps.Count == 0;

    /// <summary>What the device does to the views, in order.</summary>
    public IReadOnlyList<DeviceStage> Stages { get; }

    /// <summary>What fills the boxes of <see cref="PhotoPlan.Erased"/>.</summary>
    public double ErasedValue => _erasing?.Value ?? 0;

    /// <summary>Plans a transform.</summary>
    /// <param name="transform">Decoded photo to square.</param>
    /// <param name="afterNormalization">What is done to the numbers, if anything.</param>
    /// <param name="size">Side of the square, in pixels.</param>
    /// <returns>Null where what comes after normalization can be done on the CPU alone.</returns>
    public static DevicePlan? Of(IImageTransform transform, INormalizedTransform? afterNormalization, int size)
    {
        if (afterNormalization is not (null or RandomErasing { Value: not null })) return null;
        IReadOnlyList<IImageTransform> steps = transform is Compose compose ? compose.Joined : [transform];
        int? side = null;
        for (int first = 0; first < steps.Count; first++)
        {
            IViewStep? view = steps[first] is IViewStep { HasView: true } able ? able : null;
            if ((view?.Size ?? side) is { } start && StagesOf(steps.Skip(view is null ? first : first + 1), start) is { } stages)
                return new DevicePlan(new Compose([.. steps.Take(first)]), view, stages, afterNormalization as RandomErasing);
            side = SideAfter(steps[first], side);
        }

        return new DevicePlan(new Compose(steps), null, [new DeviceStage([], size, null)], afterNormalization as RandomErasing);
    }

    /// <summary>Draws what is done to a photo.</summary>
    /// <param name="width">Its columns, after <see cref="Before"/>.</param>
    /// <param name="height">Its rows, after <see cref="Before"/>.</param>
    /// <param name="random">The sample's own random numbers, from which <see cref="Before"/> has drawn.</param>
    /// <exception cref="InvalidImageException">The photo is too small, or too elongated.</exception>
    public PhotoPlan Draw(int width, int height, RandomSource random)
    {
        PhotoView view = _view?.View(width, height, random) ?? PhotoView.Of(new PixelBox(0, 0, width, height), Stages[0].Side, InterpolationMode.Bilinear);
        var changes = new List<PictureChange>[Stages.Count];
        for (int i = 0; i < changes.Length; i++)
        {
            changes[i] = [];
            foreach (IPictureStep step in Stages[i].Steps) step.Draw(Stages[i].Side, Stages[i].Side, random, changes[i]);
        }

        // Resizing to the other direction costs nothing.
        List<PictureChange> first = changes[0];
        int flips = first.TakeWhile(change => change.Kind is ChangeKind.FlipHorizontally or ChangeKind.FlipVertically).Count();
        bool isMirrored = first.Take(flips).Count(change => change.Kind == ChangeKind.FlipHorizontally) % 2 == 1;
        bool isUpsideDown = first.Take(flips).Count(change => change.Kind == ChangeKind.FlipVertically) % 2 == 1;
        first.RemoveRange(0, flips);
        int side = Stages[^1].Cropped ?? Stages[^1].Side;
        return new PhotoPlan(view, isMirrored, isUpsideDown, changes, _erasing?.DrawIfAny(side, side, random));
    }

    /// <summary>The steps as changes and crops of pictures of one size; null where one of them is neither.</summary>
    private static List<DeviceStage>? StagesOf(IEnumerable<IImageTransform> steps, int side)
    {
        var stages = new List<DeviceStage>();
        var changes = new List<IPictureStep>();
        foreach (IImageTransform step in steps)
        {
            switch (step)
            {
                case IPictureStep { KeepsSize: true } change:
                    changes.Add(change);
                    break;
                case RotatedCrop { Crop: CenterCrop crop } turned when crop.Size <= side:
                    changes.Add(turned.Rotation);
                    Close(crop.Size);
                    break;
                case CenterCrop crop when crop.Size <= side:
                    Close(crop.Size);
                    break;
                default:
                    return null;
            }
        }

        stages.Add(new DeviceStage(changes, side, null));
        return stages;

        void Close(int cropped)
        {
            stages.Add(new DeviceStage(changes, side, cropped));
            (changes, side) = ([], cropped);
        }
    }

    /// <summary>The side of the squares behind a step; null where they need not be squares of one size.</summary>
    private static int? SideAfter(IImageTransform step, int? side) => step switch
    {
        IViewStep view => view.Size,
        RotatedCrop turned => turned.Crop.Size,
        IPictureStep { KeepsSize: true } or GaussianBlur => side,
        _ => null,
    };
}
