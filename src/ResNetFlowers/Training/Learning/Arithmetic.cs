using ResNetFlowers.Capabilities;
using ResNetFlowers.Models;
using ResNetFlowers.Training.Options;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Training.Learning;

/// <summary>How a run's device computes: in a <see cref="Options.Precision"/> that it has, step by step or whole steps at once.</summary>
/// <param name="Precision">In what.</param>
/// <param name="Device">Where.</param>
internal sealed record Arithmetic(Precision Precision, Device Device)
{
    /// <summary>One line where the device does something else than was asked for; null otherwise.</summary>
    public string? Note { get; private init; }

    /// <summary>Whether the run is long enough for convolutions to be tuned to the shapes that its steps have, see <see cref="TuningChoice"/>.</summary>
    public bool IsTuned { get; init; }

    /// <summary>The same for a run of so many photos, seen so often.</summary>
    public Arithmetic ForRun(long photos, int epochs) => this with { IsTuned = TuningChoice.Pays(Device, photos, epochs) };

    /// <summary>What captures whole steps; null hands the device one operator after the other.</summary>
    public IGraphEngine? Graphs { get; init; }

    /// <summary>What a run's options ask for.</summary>
    /// <exception cref="InputException">The device cannot do it.</exception>
    public static Arithmetic Of(TrainOptions options, Device device) => Choose(options.Precision, device) with { Graphs = GraphChoice.Of(options, device) };

    /// <summary>What an option asks for. <c>auto</c> is bfloat16 on a CUDA device that has it, and float32 elsewhere.</summary>
    /// <param name="option">Of <see cref="TrainOptions.Precision"/>.</param>
    /// <param name="device">Where the network will be.</param>
    /// <exception cref="InputException">The device has no such precision, or this build cannot use it.</exception>
    public static Arithmetic Choose(string option, Device device)
    {
        if (option == TrainOptions.Auto) return new(device.type == DeviceType.CUDA && DeviceMath.HasBFloat16(device) ? Precision.Bf16 : Precision.Fp32, device);
        Precision precision = Enum.GetValues<Precision>().Single(known => known.Name() == option);
        if (precision == Precision.Bf16 && !DeviceMath.HasAutocast)
            throw new InputException("--precision bf16: this build of the program cannot compute in it; give fp32, or build with -p:TorchProvider=system");
        if (precision == Precision.Bf16 && !DeviceMath.HasBFloat16(device))
            throw new InputException($"--precision bf16: {device} has no bfloat16, which takes compute capability 8 (A100, RTX 30 and later); give fp32");
        if (precision == Precision.Tf32 && device.type != DeviceType.CUDA)
            return new(Precision.Fp32, device) { Note = $"--precision tf32: {device} has no TensorFloat-32; it computes in fp32" };
        return new(precision, device);
    }

    /// <summary>Sets libtorch's switches, which hold for the process.</summary>
    public void Apply()
    {
        if (Device.type != DeviceType.CUDA) return;
        DeviceMath.AllowTf32(Precision == Precision.Tf32);
    }

    /// <summary>Where the run is tuned: whether what is queued from here on has shapes that come again and again, and is to be tuned for.</summary>
    public void Expect(bool recurringShapes)
    {
        if (IsTuned) DeviceMath.TuneConvolutions(recurringShapes);
    }

    /// <summary>Forward passes on this thread compute so, until disposal of what is returned; null needs none.</summary>
    public IDisposable? Casts() => Precision == Precision.Bf16 ? DeviceMath.Autocast(Device) : null;

    /// <summary>Moves a network to the device, its weights laid out as is fastest there.</summary>
    public void Place(ResNet model)
    {
        model.to(Device);
        model.UseLayout(MemoryLayout.ChannelsLast);
    }
}
