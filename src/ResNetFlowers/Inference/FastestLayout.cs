using System.Diagnostics;
using ResNetFlowers.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Inference;

/// <summary>Which memory layout and how many threads take the least time for a network that only looks, found by trying.</summary>
internal static class FastestLayout
{
    // Trying takes the time of a dozen batches, and the first choice is seldom a bad one.
    private const int LeastBatches = 200;
    private const int LargestTrial = 16;
    private const int Trials = 3;

    // Another choice rounds otherwise: only a clear difference may decide, and no chance, so that the same machine gives the same result.
    private const double ClearlyFaster = 0.8;

    /// <summary>Lays a network out, channels last unless another layout is clearly faster here; with few batches that is not even tried.</summary>
    /// <param name="model">The network, on its device, in evaluation mode.</param>
    /// <param name="photos">How many it is going to see.</param>
    /// <param name="batchSize">How many together.</param>
    /// <param name="size">The side of a picture in pixels.</param>
    /// <param name="device">Where it is; on the CPU libtorch's number of threads may be set, too.</param>
    public static void Use(ResNet model, int photos, int batchSize, int size, Device device)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        model.UseLayout(MemoryLayout.ChannelsLast);
        if (photos / batchSize < LeastBatches) return;

        using DisposeScope scope = NewDisposeScope();
        using IDisposable inference = inference_mode();
        Tensor pictures = zeros([Math.Min(batchSize, LargestTrial), model.InChannels, size, size], device: device);
        Choose(layout => Seconds(model, layout, pictures), MemoryLayout.ChannelsLast, MemoryLayout.Contiguous, model.UseLayout);
        // Two threads of one core share its arithmetic; half of them may do as much.
        int threads = get_num_threads();
        if (device.type == DeviceType.CPU && threads >= 4) Choose(count => Seconds(model, count, pictures), threads, threads / 2, set_num_threads);
    }

    /// <summary>Tries both, and ends with the second only where it is clearly faster.</summary>
    internal static void Choose<T>(Func<T, double> seconds, T first, T second, Action<T> use) =>
        use(seconds(second) < seconds(first) * ClearlyFaster ? second : first);

    private static double Seconds(ResNet model, MemoryLayout layout, Tensor pictures)
    {
        model.UseLayout(layout);
        return Seconds(model, pictures);
    }

    private static double Seconds(ResNet model, int threads, Tensor pictures)
    {
        set_num_threads(threads);
        return Seconds(model, pictures);
    }

    // The least of several, for whatever else the machine does only adds to it; the first call of all prepares.
    private static double Seconds(ResNet model, Tensor pictures)
    {
        double least = double.PositiveInfinity;
        for (int trial = 0; trial <= Trials; trial++)
        {
            long start = Stopwatch.GetTimestamp();
            using (NewDisposeScope()) model.call(pictures).cpu();
            if (trial > 0) least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return least;
    }
}
