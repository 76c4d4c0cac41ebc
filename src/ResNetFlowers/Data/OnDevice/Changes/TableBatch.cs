using ResNetFlowers.Data.OnDevice.Numbers;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Coloring;
using ResNetFlowers.Imaging.Transforms.Drawn;
using static TorchSharp.torch;

namespace ResNetFlowers.Data.OnDevice.Changes;

/// <summary>Changes that look at one sample at a time: a table of what each of the 256 values becomes, for each picture.</summary>
internal sealed class TableBatch : IBatchChange
{
    private const int Levels = LookupTable.Levels;

    private readonly NumberRange _tables;

    /// <param name="changes">The changes, one for each picture.</param>
    /// <param name="table">Receives the tables.</param>
    public TableBatch(IReadOnlyList<PictureChange> changes, NumberTable table) => _tables = table.Add(changes, Values);

    /// <inheritdoc/>
    public Tensor Apply(Tensor pictures, Tensor table)
    {
        long count = pictures.shape[0];
        Tensor values = _tables.Of(table, count, Levels).to(float32);
        return values.gather(1, pictures.to(int64).reshape(count, -1)).view(pictures.shape);
    }

    /// <summary>What the change makes of a picture that shows every value once.</summary>
    private static double[] Values(PictureChange change)
    {
        RgbImage ramp = RgbImage.Rent(Levels, 1);
        Span<byte> samples = ramp.Pixels;
        for (int i = 0; i < samples.Length; i++) samples[i] = (byte)(i / 3);
        double[] values = new double[Levels];
        using RgbImage changed = change.Apply(ramp);
        for (int level = 0; level < Levels; level++) values[level] = changed.Pixels[level * 3];
        return values;
    }
}
