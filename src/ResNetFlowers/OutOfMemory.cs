using System.Runtime.InteropServices;
using ResNetFlowers.Capabilities;
using ResNetFlowers.Machine;
using static TorchSharp.torch;

namespace ResNetFlowers;

/// <summary>What happens where a device's memory is too small: whoever started the work is told in one line, with a mend that helps.</summary>
internal static class OutOfMemory
{
    // Bytes: those that libtorch takes at once.
    private const long More = 2 << 20;

    /// <summary>Whether that is what libtorch says.</summary>
    public static bool Is(Exception exception) => exception is ExternalException && MemoryShortage.IsBehind(exception);

    /// <summary>Does work that is not for the person to make smaller: the mend is another device.</summary>
    /// <param name="option">What <c>--device</c> was given.</param>
    /// <param name="work">The work.</param>
    /// <exception cref="InputException">It does not fit.</exception>
    public static T Explained<T>(string option, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (ExternalException exception) when (Is(exception))
        {
            throw new InputException($"--device {option}: the network and its photos do not fit into {Memory(exception, option)}; give --device cpu", exception);
        }
    }

    /// <summary>Whether a device's memory is large enough for work.</summary>
    public static bool Fits(Action work)
    {
        try
        {
            work();
            return true;
        }
        catch (ExternalException exception) when (Is(exception))
        {
            return false;
        }
    }

    /// <summary>Gives back to a device what libtorch keeps for tensors to come.</summary>
    public static void EmptyCache(Device device)
    {
        if (PeakMemory.TryEmptyCache(device) || ComputeDevice.FindGpu(device) is not { } gpu) return;
        // Asked for more than there is, libtorch gives back what it keeps before it says no.
        Fits(() => empty([gpu.Memory + More], uint8, device).Dispose());
    }

    /// <summary>The memory that was too small, with its figures, and how to learn who has the rest of it.</summary>
    public static string Memory(ExternalException exception, string option)
    {
        MemoryShortage shortage = Shortage(exception, option);
        return shortage.Total is null ? "the device's memory (nvidia-smi tells who has it)" : $"the device's memory ({shortage})";
    }

    /// <summary>The figures: libtorch's, or where it tells none the driver's as of now.</summary>
    public static MemoryShortage Shortage(ExternalException exception, string option)
    {
        MemoryShortage said = MemoryShortage.Read(exception.Message);
        return said.Total is null && ComputeDevice.FindGpu(option) is { } gpu ? new MemoryShortage(gpu.Memory, gpu.FreeMemory) : said;
    }
}
