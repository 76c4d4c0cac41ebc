using ResNetFlowers.Capabilities;
using ResNetFlowers.Training.Options;
using static TorchSharp.torch;

namespace ResNetFlowers.Training.Learning;

/// <summary>Whether whole steps are captured as a CUDA graph.</summary>
internal static class GraphChoice
{
    /// <summary>What captures steps; null where none are to be captured.</summary>
    /// <exception cref="InputException">They are to be, and cannot.</exception>
    public static IGraphEngine? Of(TrainOptions options, Device device)
    {
        if (options.CudaGraph == TrainOptions.Off) return null;
        string reason = $"holds steps of one batch, not of {options.Accumulate} (--accumulate)";
        if (options.Accumulate == 1 && DeviceGraphs.Find(device, out reason) is { } graphs) return graphs;
        return options.CudaGraph == TrainOptions.On ? throw new InputException($"--cuda-graph on: {reason}; give auto, or leave the option out") : null;
    }

    /// <summary>What to say where a step could not be captured.</summary>
    /// <exception cref="InputException">It was to be.</exception>
    public static string Refuse(string option, string reason)
    {
        string line = reason.Split('\n')[0].Trim();
        return option == TrainOptions.On
            ? throw new InputException($"--cuda-graph on: this step cannot be captured ({line}); give auto, or leave the option out")
            : $"steps go without a CUDA graph, which could not be captured ({line}); --cuda-graph off spares the attempt, and the memory that it may hold";
    }
}
