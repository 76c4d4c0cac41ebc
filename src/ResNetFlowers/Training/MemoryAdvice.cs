using System.Runtime.InteropServices;
using ResNetFlowers.Data.Caching;
using ResNetFlowers.Training.Options;

namespace ResNetFlowers.Training;

/// <summary>What to tell whoever started a run for which the device's memory is too small: mends that a rehearsal has shown to help.</summary>
/// <param name="failure">What libtorch said.</param>
/// <param name="asked">The run's options.</param>
/// <param name="isResumed">Whether the run goes on with what it has begun: then its steps stay as they are.</param>
/// <param name="rehearse">Does what a run of such options does, on a small scale.</param>
internal sealed class MemoryAdvice(ExternalException failure, TrainOptions asked, bool isResumed, Action<TrainOptions> rehearse)
{
    /// <summary>Looks for a mend; takes a few steps for each that it tries.</summary>
    public InputException Find()
    {
        string memory = OutOfMemory.Memory(failure, asked.Device);
        TrainOptions? fitting = Candidates().FirstOrDefault(Fits);
        return new InputException(fitting is null ? WithoutMend(memory) : $"{Fault(fitting, memory)}; {Mend(fitting)}", failure);
    }

    /// <summary>What may fit, the best first: the cache goes before the batch is made smaller, and graphs go with each size of it.</summary>
    private IEnumerable<TrainOptions> Candidates()
    {
        TrainOptions first = asked.Cache == PhotoCaches.Device ? asked with { Cache = PhotoCaches.Ram } : asked;
        if (first != asked) yield return first;
        if (isResumed) yield break;
        for (int photos = asked.BatchSize; photos > 0; photos /= 2)
        {
            TrainOptions smaller = first with { BatchSize = photos };
            if (photos < asked.BatchSize) yield return smaller;
            // Steps of several batches have none.
            if (asked.Accumulate > 1) continue;
            if (asked.CudaGraph == TrainOptions.On) yield return smaller with { CudaGraph = TrainOptions.Auto };
            if (asked.CudaGraph != TrainOptions.Off) yield return smaller with { CudaGraph = TrainOptions.Off };
        }
    }

    private bool Fits(TrainOptions options)
    {
        try
        {
            return OutOfMemory.Fits(() => rehearse(options));
        }
        catch (InputException)
        {
            // A step of one photo, say, from which a batch norm learns nothing.
            return false;
        }
    }

    /// <summary>Which option is to blame.</summary>
    private string Fault(TrainOptions fitting, string memory)
    {
        if (fitting.BatchSize != asked.BatchSize) return $"--batch-size {asked.BatchSize}: does not fit into {memory}, {fitting.BatchSize} does";
        return fitting.CudaGraph != asked.CudaGraph
            ? $"--cuda-graph {asked.CudaGraph}: the captured step does not fit into {memory}"
            : $"--cache {asked.Cache}: the photos leave the steps too little of {memory}";
    }

    private string Mend(TrainOptions fitting)
    {
        string mend = "give";
        if (fitting.BatchSize != asked.BatchSize) mend += $" --batch-size {fitting.BatchSize}";
        if (fitting.CudaGraph != asked.CudaGraph) mend += $" --cuda-graph {fitting.CudaGraph}";
        if (fitting.Cache != asked.Cache) mend += $" --cache {fitting.Cache}";
        if (fitting.BatchSize == asked.BatchSize) return fitting.CudaGraph == asked.CudaGraph ? mend : $"{mend}, or a smaller --batch-size";

        TrainOptions equal = fitting with { Accumulate = asked.Accumulate * asked.BatchSize / fitting.BatchSize };
        bool isEqual = equal.Accumulate * equal.BatchSize == asked.Accumulate * asked.BatchSize;
        // Gradients that are added up take memory while the next batch is learned from.
        return isEqual && asked.CudaGraph != TrainOptions.On && Fits(equal) ? $"{mend}, with --accumulate {equal.Accumulate} for steps as large" : mend;
    }

    private string WithoutMend(string memory) => isResumed
        ? $"--device {asked.Device}: the run's steps do not fit into {memory}; give --device cpu, or end what else uses the device"
        : $"--device {asked.Device}: not even one photo of {asked.ImageSize} px fits into {memory}; give --device cpu, or a smaller --arch or --image-size";
}
