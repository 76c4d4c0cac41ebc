using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Records nothing for backward passes until disposed, on this thread.</summary>
    public static IDisposable no_grad() => new GradModeScope(enabled: false);

    public static IDisposable enable_grad(bool enabled = true) => new GradModeScope(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradModeScope(mode);

    public static bool is_grad_enabled() => LibTorch.flowers_grad_mode() != 0;

    /// <summary>Like <see cref="no_grad"/>, and its tensors keep no record for autograd at all: faster, and never part of a graph again.</summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceModeScope(mode);

    private sealed class GradModeScope : IDisposable
    {
        private readonly int _before = LibTorch.flowers_grad_mode();

        public GradModeScope(bool enabled) => LibTorch.flowers_set_grad_mode(enabled ? 1 : 0);

        public void Dispose() => LibTorch.flowers_set_grad_mode(_before);
    }

    private sealed class InferenceModeScope : IDisposable
    {
        private nint _guard;

        public unsafe InferenceModeScope(bool mode)
        {
            nint guard;
            LibTorch.Check(LibTorch.flowers_inference_mode_enter(mode ? 1 : 0, &guard));
            _guard = guard;
        }

        public void Dispose()
        {
            nint guard = Interlocked.Exchange(ref _guard, 0);
            if (guard != 0) LibTorch.Check(LibTorch.flowers_inference_mode_leave(guard));
        }
    }
}
