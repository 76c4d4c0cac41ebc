using System.Runtime.InteropServices;
using ResNetFlowers.Capabilities;
using ResNetFlowers.Data;
using ResNetFlowers.Data.Caching;
using ResNetFlowers.Data.Loading;
using ResNetFlowers.Data.OnDevice;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using ResNetFlowers.Training.Options;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Training.Learning;

/// <summary>Makes the loaders of a run: of batches that are finished on the CPU or on its device, with or without a cache.</summary>
internal sealed class TrainingLoaders : IDisposable
{
    private readonly Normalization _normalization;
    private readonly LoaderOptions _loading;
    private readonly Device _device;
    private readonly bool _isOnDevice;
    private readonly DevicePhotos? _kept;

    /// <summary>Opens the cache, if one is asked for.</summary>
    /// <param name="options">The run's.</param>
    /// <param name="photos">All photos that there will be.</param>
    /// <param name="normalization">Picture to numbers.</param>
    /// <param name="device">Where the network is.</param>
    /// <param name="onSkipped">Told of photos that cannot be read, with the reason; may be called from any thread.</param>
    /// <param name="room">Bytes of the device's memory that photos may take; null asks.</param>
    /// <exception cref="InputException">The device cannot do what it is asked for, or the photos do not fit into the cache.</exception>
    public TrainingLoaders(
        TrainOptions options, IReadOnlyList<string> photos, Normalization normalization, Device device, Action<string, string> onSkipped, long? room = null)
    {
        _normalization = normalization;
        _device = device;
        TransformPreset preset = options.Transforms(options.ImageSize);
        DevicePlan? plan = DevicePlan.Of(preset.Train, preset.AfterNormalization, options.ImageSize);
        _isOnDevice = IsOnDevice(options, plan, device);
        string cache = options.Cache;
        if (cache == PhotoCaches.Device)
        {
            RequireWholePhotos(_isOnDevice ? plan : null);
            CacheLayout layout = CacheLayout.Of(options.Data, photos);
            string? shortage = Keep(layout, device, room ?? DeviceRoom.Find(device), options.Device, out _kept);
            if (shortage is not null)
            {
                cache = PhotoCaches.Ram;
                Note = $"--cache device: {layout.Count:n0} photos take {PhotoCaches.MiB(layout.Length)} decoded, and {shortage}; they are kept in ram instead";
            }
        }

        _loading = new LoaderOptions
        {
            BatchSize = options.BatchSize, Workers = options.Workers, Seed = options.Seed, MaxPixels = options.MaxPixels, OnSkipped = onSkipped,
            Cache = _kept is null ? PhotoCaches.Open(cache, options.Data, photos, options.CacheDir) : null,
        };
    }

    /// <summary>One line where the cache is another than was asked for; null otherwise.</summary>
    public string? Note { get; }

    /// <summary>Makes a loader, which the caller disposes, before this.</summary>
    /// <param name="samples">Its photos.</param>
    /// <param name="size">Side of the pictures, in pixels.</param>
    /// <param name="transform">Decoded photo to square.</param>
    /// <param name="afterNormalization">What is done to the numbers, if anything.</param>
    /// <param name="order">Which photos an epoch takes, and in which order.</param>
    public DataLoader Create(
        IReadOnlyList<Sample> samples, int size, IImageTransform transform, INormalizedTransform? afterNormalization = null, SampleOrder order = SampleOrder.Sequential)
    {
        LoaderOptions loading = _loading with { Order = order };
        if (!_isOnDevice)
        {
            var reader = new SampleReader(transform, _normalization, afterNormalization, loading.Cache, loading.MaxPixels, loading.OnSkipped);
            DeviceTransfer? transfer = _device.type == DeviceType.CPU ? null : TorchCapabilities.Transfer(_device);
            return new DataLoader(samples, size, loading, new PictureBatches(samples, loading.BatchSize, size, _normalization.Channels, reader, transfer));
        }

        DevicePlan plan = DevicePlan.Of(transform, afterNormalization, size) ?? throw new InvalidOperationException($"{afterNormalization} is drawn on the CPU");
        return new DataLoader(samples, size, loading, new DeviceBatches(samples, size, plan, _normalization, loading, _device, _kept));
    }

    /// <summary>Closes the cache.</summary>
    public void Dispose()
    {
        _kept?.Dispose();
        _loading.Cache?.Dispose();
    }

    private static bool IsOnDevice(TrainOptions options, DevicePlan? plan, Device device) => options.AugmentOn switch
    {
        TrainOptions.OnDevice when plan is null => throw new InputException(
            "--augment-on device: RandomErasing with random values draws each of them on the CPU; give it a number as its value, or --augment-on cpu"),
        TrainOptions.OnDevice => true,
        TrainOptions.Auto => plan is not null && device.type == DeviceType.CUDA,
        _ => false,
    };

    private static void RequireWholePhotos(DevicePlan? plan)
    {
        if (plan is null) throw new InputException("--cache device: photos are augmented on the CPU, which needs them there; give --augment-on device, or --cache ram");
        if (!plan.TakesPhotos)
            throw new InputException($"--cache device: {plan.Before.Steps[^1].ToString()?.Split('(')[0]} of --augment is done on the CPU, which needs the photos there; give --cache ram");
    }

    /// <summary>Takes the device's memory for photos; where it is too little, what may go to them.</summary>
    private static string? Keep(CacheLayout layout, Device device, long allowed, string option, out DevicePhotos? kept)
    {
        kept = null;
        if (layout.Length > allowed) return $"{PhotoCaches.MiB(allowed)} of {device} may go to them";
        try
        {
            kept = new DevicePhotos(layout, device);
            return null;
        }
        catch (ExternalException exception) when (OutOfMemory.Is(exception))
        {
            // Somebody else has it.
            return $"do not fit into {OutOfMemory.Memory(exception, option)}";
        }
    }
}
