using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using ResNetFlowers.Training.Options;

namespace ResNetFlowers.Training.Learning;

/// <summary>Tells when a device's memory was too small, and for how much it is large enough.</summary>
internal static partial class OutOfMemory
{
    /// <summary>Whether libtorch says so: "CUDA out of memory. Tried to allocate …".</summary>
    public static bool Is(ExternalException exception) => exception.Message.Contains("CUDA out of memory", StringComparison.Ordinal);

    /// <summary>The largest of a half, a quarter and so on of a batch that fits; 0 where not even one photo does.</summary>
    /// <param name="batchSize">The batch that does not.</param>
    /// <param name="rehearse">Takes a step of so many photos.</param>
    public static int LargestThatFits(int batchSize, Action<int> rehearse)
    {
        for (int size = batchSize / 2; size > 0; size /= 2)
        {
            try
            {
                rehearse(size);
                return size;
            }
            catch (ExternalException exception) when (Is(exception))
            {
            }
        }

        return 0;
    }

    /// <summary>The mend, for whoever chose the batch size.</summary>
    /// <param name="exception">What libtorch said.</param>
    /// <param name="options">The run's.</param>
    /// <param name="fitting">See <see cref="LargestThatFits"/>.</param>
    public static InputException Explain(ExternalException exception, TrainOptions options, int fitting)
    {
        Match total = Capacity().Match(exception.Message);
        string memory = total.Success ? $"the device's {total.Groups["size"].Value}" : "the device's memory";
        if (fitting == 0)
            return new InputException($"--batch-size {options.BatchSize}: not even one photo of {options.ImageSize} px fits into {memory}; give a smaller --image-size or --arch", exception);
        string steps = options.BatchSize % fitting == 0 ? $", with --accumulate {options.Accumulate * options.BatchSize / fitting} for steps as large" : "";
        return new InputException($"--batch-size {options.BatchSize}: does not fit into {memory}; {fitting} does: give --batch-size {fitting}{steps}", exception);
    }

    // "GPU 0 has a total capacity of 79.10 GiB", and before libtorch 2.2 "(GPU 0; 79.10 GiB total capacity;".
    [GeneratedRegex(@"total capacity of (?<size>[\d.]+ [KMG]iB)|; (?<size>[\d.]+ [KMG]iB) total capacity", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Capacity();
}
