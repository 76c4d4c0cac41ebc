using ResNetFlowers.Data.OnDevice.Changes;
using ResNetFlowers.Data.OnDevice.Numbers;
using ResNetFlowers.Imaging;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Data.OnDevice;

/// <summary>
/// What a device does to make a batch of photos what the network takes: made on the host, where everything is known beforehand, so that
/// the device never has to be asked for anything.
/// </summary>
internal sealed class BatchProgram
{
    // Of the canvas that views are gathered into: 192 MiB in single precision.
    private const long MostCanvasSamples = 48L << 20;

    private const int BoxNumbers = 4;

    private readonly List<(ViewBatch Views, int Memory)> _views = [];
    private readonly ChangeRounds[] _stages;
    private readonly NumberRange _mean;
    private readonly NumberRange _std;
    private readonly NumberRange? _erased;
    private readonly double _erasedValue;

    /// <summary>Plans a batch; safe on any thread.</summary>
    /// <param name="plan">The plan that the photos were drawn by.</param>
    /// <param name="photos">The photos, at least one.</param>
    /// <param name="normalization">Picture to numbers.</param>
    public BatchProgram(DevicePlan plan, IReadOnlyList<PlacedPhoto> photos, Normalization normalization)
    {
        for (int first = 0; first < photos.Count;)
        {
            int count = CountOfViews(photos, first);
            _views.Add((new ViewBatch([.. photos.Skip(first).Take(count)], Table), photos[first].Memory));
            first += count;
        }

        _stages = [.. plan.Stages.Select((stage, index) => new ChangeRounds(stage, [.. photos.Select(photo => photo.Plan.Changes[index])], Table))];
        _mean = Table.Add(normalization.Mean, mean => [mean]);
        _std = Table.Add(normalization.Std, std => [std]);
        _erasedValue = plan.ErasedValue;
        if (photos.Any(photo => photo.Plan.Erased is not null)) _erased = Table.Add(photos, photo => Box(photo.Plan.Erased ?? default));
    }

    /// <summary>The numbers that it needs.</summary>
    public NumberTable Table { get; } = new();

    /// <summary>Makes the batch.</summary>
    /// <param name="memories">The memories that the photos are in, <c>[bytes]</c> each, uint8, on the device.</param>
    /// <param name="table">All of <see cref="Table"/> there, float64.</param>
    /// <returns><c>[N, C, H, W]</c>, float32, normalized, channels last in memory; in the current dispose scope.</returns>
    public Tensor Run(IReadOnlyList<Tensor> memories, Tensor table)
    {
        using IDisposable _ = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor pictures = Views(memories, table);
        foreach (ChangeRounds stage in _stages) pictures = stage.Apply(pictures, table);
        return scope.MoveToOuter(Normalize(pictures, table));
    }

    private Tensor Views(IReadOnlyList<Tensor> memories, Tensor table)
    {
        Tensor[] parts = [.. _views.Select(entry => entry.Views.Apply(memories[entry.Memory].view(-1, 3), table))];
        return parts.Length == 1 ? parts[0] : cat(parts);
    }

    private Tensor Normalize(Tensor pictures, Tensor table)
    {
        if (_mean.Length == 1) pictures = LumaBatch.Of(pictures);
        Tensor numbers = pictures.permute(0, 2, 3, 1).contiguous().div_(255);
        numbers.sub_(_mean.Of(table, -1).to(float32)).div_(_std.Of(table, -1).to(float32));
        if (_erased is { } erased) numbers = Erase(numbers, erased.Of(table, -1, BoxNumbers, 1, 1));
        return numbers.permute(0, 3, 1, 2);
    }

    private Tensor Erase(Tensor numbers, Tensor boxes)
    {
        Tensor[] edges = boxes.unbind(1);
        Tensor column = arange(numbers.shape[2], float64, numbers.device).view(1, 1, -1);
        Tensor row = arange(numbers.shape[1], float64, numbers.device).view(1, -1, 1);
        Tensor inside = column.ge(edges[0]).logical_and(column.lt(edges[1])).logical_and(row.ge(edges[2])).logical_and(row.lt(edges[3]));
        return numbers.masked_fill(inside.unsqueeze(3), _erasedValue);
    }

    private static IEnumerable<double> Box(PixelBox box) => [box.Left, box.Left + box.Width, box.Top, box.Top + box.Height];

    /// <summary>How many views go into one canvas: from the same memory, and no more than fit.</summary>
    private static int CountOfViews(IReadOnlyList<PlacedPhoto> photos, int first)
    {
        (long width, long height) = (0, 0);
        int count = 0;
        for (; first + count < photos.Count; count++)
        {
            PlacedPhoto photo = photos[first + count];
            PixelBox part = photo.Plan.View.Part();
            (width, height) = (Math.Max(width, part.Width), Math.Max(height, part.Height));
            bool fits = photo.Memory == photos[first].Memory && 3 * width * height * (count + 1) <= MostCanvasSamples;
            if (count > 0 && !fits) break;
        }

        return count;
    }
}
