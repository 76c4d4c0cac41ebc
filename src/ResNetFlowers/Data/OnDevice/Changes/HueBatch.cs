using ResNetFlowers.Data.OnDevice.Numbers;
using ResNetFlowers.Imaging.Coloring;
using ResNetFlowers.Imaging.Transforms.Drawn;
using static TorchSharp.torch;

namespace ResNetFlowers.Data.OnDevice.Changes;

/// <summary>
/// Turns the hue of pictures, as <see cref="HueRotation"/> does: Pillow's HSV in 8 bits each, with its mix of single and double precision.
/// </summary>
internal sealed class HueBatch : IBatchChange
{
    private const int Levels = 256;
    private const int Sixths = 7;

    private readonly NumberRange _shifts;
    private readonly NumberRange _hues;
    private readonly NumberRange _places;

    /// <param name="changes">The changes, one for each picture.</param>
    /// <param name="table">Receives the turns.</param>
    public HueBatch(IReadOnlyList<PictureChange> changes, NumberTable table)
    {
        _shifts = table.Add(changes, change => [HueRotation.Shift(change.Amount)]);
        // For each sixth of the circle: where it begins, and whether the middle sample takes away from that or adds to it.
        _hues = table.Add(1, -1, 3, 1, 5, 3, -1, 1, -1, 1, -1, 1);
        // For each channel and sixth: 0 for the largest sample, 1 for the smallest, 2 for the one between; the circle's end is its start.
        _places = table.Add(0, 2, 1, 1, 2, 0, 0, 2, 0, 0, 2, 1, 1, 2, 1, 1, 2, 0, 0, 2, 1);
    }

    /// <inheritdoc/>
    public Tensor Apply(Tensor pictures, Tensor table)
    {
        Tensor most = pictures.amax(1).unsqueeze(1);
        Tensor least = pictures.amin(1).unsqueeze(1);
        Tensor range = most - least;
        Tensor hue = Hue(pictures, most, least, range.clamp(min: 1), _hues.Of(table, 2, -1));
        Tensor saturation = range.div(most.clamp(min: 1)).to(float64).mul_(255.0).floor_();

        hue.add_(_shifts.Of(table, -1, 1, 1, 1));
        hue.sub_(hue.ge(Levels).to(float64).mul_(Levels));
        Tensor turned = Samples(most.to(float64), saturation, hue, _places.Of(table, 3, Sixths));
        return where(range.gt(0), turned, pictures);
    }

    /// <returns><c>[N, 1, H, W]</c>, float64, in 255ths of the circle.</returns>
    private static Tensor Hue(Tensor pictures, Tensor most, Tensor least, Tensor range, Tensor hues)
    {
        Tensor[] channels = pictures.split(1, 1);
        (Tensor red, Tensor green, Tensor blue) = (channels[0], channels[1], channels[2]);
        // 0 or 1 where red is largest, 2 or 3 where green is, else 4 or 5.
        Tensor ofGreen = where(green.eq(most), Above(red, 2), Above(green, 4));
        Tensor sixth = where(red.eq(most), Above(blue, 0), ofGreen);
        Tensor part = most.mul(2).add_(least).sub_(red).sub_(green).sub_(blue).div_(range).to(float64);
        Tensor position = (Look(hues[0], sixth) + Look(hues[1], sixth) * part).to(float32).to(float64);
        Tensor turn = position.div_(6.0).add_(1.0);
        turn.sub_(turn.ge(1).to(float64));
        return turn.to(float32).to(float64).mul_(255.0).floor_();

        Tensor Above(Tensor channel, int sixthOfLeast) => channel.ne(least).to(int64).add_(sixthOfLeast);
    }

    /// <summary>The largest, the smallest and the middle sample of each colour, put where its hue has them.</summary>
    private static Tensor Samples(Tensor value, Tensor saturation, Tensor hue, Tensor places)
    {
        Tensor sixths = hue.mul_(6.0).div_(255.0);
        Tensor sixth = sixths.floor();
        Tensor fraction = sixths.sub(sixth).to(float32);
        Tensor depth = saturation.div_(255.0).to(float32);
        Tensor isRising = sixth.div(2).floor_().mul_(2).eq(sixth);
        Tensor middle = where(isRising, Rest(fraction) * depth.to(float64), (depth * fraction).to(float64));
        Tensor samples = cat([value, Round(value * Rest(depth)), Round(value * (middle * -1).add_(1.0))], 1).to(float32);

        Tensor index = sixth.to(int64);
        Tensor order = cat([Look(places[0], index), Look(places[1], index), Look(places[2], index)], 1);
        return samples.gather(1, order.to(int64));
    }

    /// <summary>1 less a number in single precision, in double.</summary>
    private static Tensor Rest(Tensor part) => part.to(float64).mul_(-1).add_(1.0);

    private static Tensor Round(Tensor number) => number.add_(0.5).floor_();

    private static Tensor Look(Tensor values, Tensor index) => values.index_select(0, index.view(-1)).view(index.shape);
}
