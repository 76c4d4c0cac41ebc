using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
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

    /// <summary>What to say where a step could not be captured, or what was captured takes memory that is needed otherwise.</summary>
    /// <exception cref="InputException">It was to be.</exception>
    /// <exception cref="ExternalException">It was to be, and the device's memory is too small.</exception>
    public static string Refuse(TrainOptions options, ExternalException failure)
    {
        if (OutOfMemory.Is(failure))
        {
            if (options.CudaGraph == TrainOptions.On) ExceptionDispatchInfo.Throw(failure);
            return $"steps go without a CUDA graph, for which there is too little of {OutOfMemory.Memory(failure, options.Device)}; --cuda-graph off spares the attempt";
        }

        string line = failure.Message.Split('\n')[0].Trim();
        return options.CudaGraph == TrainOptions.On
            ? throw new InputException($"--cuda-graph on: this step cannot be captured ({line}); give auto, or leave the option out")
            : $"steps go without a CUDA graph, which could not be captured ({line}); --cuda-graph off spares the attempt, and the memory that it may hold";
    }
}
