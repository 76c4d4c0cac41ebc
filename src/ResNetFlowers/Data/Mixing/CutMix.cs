using static TorchSharp.torch;

namespace ResNetFlowers.Data.Mixing;

/// <summary>
/// Pastes a box of the photo before it into each photo, and mixes their labels by area ("CutMix: Regularization Strategy to Train Strong
/// Classifiers with Localizable Features", Yun et al. 2019), as torchvision's <c>references/classification/transforms.py</c> does.
/// </summary>
/// <param name="Alpha">The photo's share is drawn from Beta(Alpha, Alpha); above 0. At 1 all shares are alike.</param>
/// <param name="Probability">How many batches, 0 to 1.</param>
public sealed record CutMix(double Alpha = 1, double Probability = 1) : IBatchTransform
{
    /// <inheritdoc/>
    public (Tensor Images, Tensor Targets) Apply(Tensor images, Tensor targets, RandomSource random)
    {
        if (!random.Chance(Probability)) return (images, targets);
        int height = (int)images.shape[2];
        int width = (int)images.shape[3];
        (int left, int top, int right, int bottom) = Draw(width, height, random);
        double share = 1.0 - (double)(right - left) * (bottom - top) / ((double)width * height);

        Tensor mixed = images.clone();
        if (right > left && bottom > top)
        {
            using Tensor rolled = SoftTargets.Roll(images);
            using Tensor from = Box(rolled, left, top, right, bottom);
            using Tensor to = Box(mixed, left, top, right, bottom);
            to.copy_(from);
        }

        return (mixed, SoftTargets.MixWithRolled(targets, share));
    }

    /// <summary>Draws the box: a side's part from the photo's share, the middle anywhere, cut off at the edges.</summary>
    internal (int Left, int Top, int Right, int Bottom) Draw(int width, int height, RandomSource random)
    {
        double half = 0.5 * Math.Sqrt(1.0 - random.Beta(Alpha, Alpha));
        int x = random.Below(width);
        int y = random.Below(height);
        int halfWidth = (int)(half * width);
        int halfHeight = (int)(half * height);
        return (
            Math.Max(x - halfWidth, 0), Math.Max(y - halfHeight, 0), Math.Min(x + halfWidth, width), Math.Min(y + halfHeight, height));
    }

    private static Tensor Box(Tensor batch, int left, int top, int right, int bottom)
    {
        using Tensor rows = batch.narrow(2, top, bottom - top);
        return rows.narrow(3, left, right - left);
    }

    /// <inheritdoc/>
    public override string ToString() => $"RandomCutmix(p={Probability}, alpha={Alpha})";
}
