using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch;

/// <summary>
/// An extension of ours, PyTorch's torch.autocast: operators that gain by it (convolutions, matrix products) cast what they are given to
/// a smaller type, operators that need range or accuracy (losses) to float32. Weights stay as they are; each is cast once between entering
/// and leaving. Backward passes belong outside.
/// </summary>
public static class Autocast
{
    /// <summary>Casts on this thread until disposal.</summary>
    /// <param name="device">Whose operators cast.</param>
    /// <param name="dtype">The smaller type; on the CPU there is bfloat16 only.</param>
    public static unsafe IDisposable Enter(Device device, ScalarType dtype)
    {
        nint guard;
        LibTorch.Check(LibTorch.flowers_autocast_enter((int)device.type, (int)dtype, &guard));
        return new Scope(guard);
    }

    private sealed class Scope(nint entered) : IDisposable
    {
        private nint _guard = entered;

        public void Dispose()
        {
            nint guard = Interlocked.Exchange(ref _guard, 0);
            if (guard != 0) LibTorch.Check(LibTorch.flowers_autocast_leave(guard));
        }
    }
}
