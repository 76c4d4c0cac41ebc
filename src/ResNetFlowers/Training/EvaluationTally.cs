using ResNetFlowers.Capabilities;
using ResNetFlowers.Data.Loading;
using ResNetFlowers.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Training;

/// <summary>Adds up what a network made of batches, as it comes from the device, which need not wait for that.</summary>
/// <param name="classes">How many there are.</param>
internal sealed class EvaluationTally(int classes) : IDisposable
{
    private readonly ConfusionMatrix _confusion = new(classes);
    private readonly List<float> _rows = [];
    private readonly List<int> _labels = [];
    private readonly List<int> _samples = [];
    private readonly Queue<(LaterRead Read, long[] Labels)> _pending = new();
    private double _lossSum;
    private long _top5Hits;

    /// <param name="batch">The photos; stay the caller's.</param>
    /// <param name="loss">The sum of their losses, <c>[]</c>.</param>
    /// <param name="best">Their most probable classes, <c>[N, 5]</c> or fewer, the best first.</param>
    /// <param name="logits"><c>[N, classes]</c>, float32.</param>
    public void Add(Batch batch, Tensor loss, Tensor best, Tensor logits)
    {
        _samples.AddRange(batch.Samples);
        _pending.Enqueue((new LaterRead(loss, best, logits), batch.Labels.cpu().data<long>().ToArray()));
        while (_pending.TryPeek(out (LaterRead Read, long[] Labels) first) && first.Read.HasArrived) TakeNext();
    }

    /// <summary>What it adds up to.</summary>
    /// <param name="names">Of the classes.</param>
    public Evaluation Result(IReadOnlyList<string> names)
    {
        while (_pending.Count > 0) TakeNext();
        return new Evaluation
        {
            Classes = names,
            Loss = _lossSum / _confusion.Total,
            Top5Hits = _top5Hits,
            Confusion = _confusion,
            Logits = new LabelledLogits([.. _rows], _labels, classes),
            Samples = _samples,
        };
    }

    public void Dispose()
    {
        foreach ((LaterRead read, _) in _pending) read.Dispose();
    }

    private void TakeNext()
    {
        (LaterRead read, long[] labels) = _pending.Dequeue();
        using (read)
        {
            IReadOnlyList<Tensor> tensors = read.Take();
            _lossSum += tensors[0].ToDouble();
            Count(tensors[1].data<long>().ToArray(), labels);
            _rows.AddRange(tensors[2].data<float>().ToArray());
            _labels.AddRange(labels.Select(label => (int)label));
        }
    }

    private void Count(long[] ranked, long[] actual)
    {
        int ranks = ranked.Length / actual.Length;
        for (int i = 0; i < actual.Length; i++)
        {
            ReadOnlySpan<long> row = ranked.AsSpan(i * ranks, ranks);
            _confusion.Add((int)actual[i], (int)row[0]);
            if (row.Contains(actual[i])) _top5Hits++;
        }
    }
}
