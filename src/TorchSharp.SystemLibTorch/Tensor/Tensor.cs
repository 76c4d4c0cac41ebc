using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor of libtorch. It belongs to the dispose scope of the thread that made it, if there is one.</summary>
    public partial class Tensor : IDisposable
    {
        private nint _handle;

        /// <summary>Takes over one reference to a native tensor.</summary>
        internal Tensor(nint handle)
        {
            _handle = handle;
            DisposeScopeManager.Current.Register(this);
        }

        ~Tensor() => Dispose(disposing: false);

        internal DisposeScope? OwningDisposeScope { get; set; }

        /// <summary>The native tensor.</summary>
        /// <exception cref="ObjectDisposedException">The tensor was disposed.</exception>
        public nint Handle => _handle != 0 ? _handle : throw new ObjectDisposedException(nameof(Tensor));

        public bool IsInvalid => _handle == 0;

        public void Dispose()
        {
            if (_handle != 0) DisposeScopeManager.OnDisposed(this);
            Dispose(disposing: true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            nint handle = Interlocked.Exchange(ref _handle, 0);
            if (handle != 0) LibTorch.flowers_tensor_free(handle);
        }

        /// <summary>Lets the tensor outlive every dispose scope.</summary>
        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        /// <summary>Hands the tensor to the scope around the one that owns it.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Hands the tensor to the scope that owns another.</summary>
        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOther(other.OwningDisposeScope);

        public Tensor MoveToOtherDisposeScope(DisposeScope other) => MoveToOther(other);

        private Tensor MoveToOther(DisposeScope? other)
        {
            if (OwningDisposeScope is { } owner) owner.MoveToOther(other!, this);
            else other?.Attach(this);
            return this;
        }

        /// <summary>Another owner of the same native tensor, in no dispose scope.</summary>
        internal unsafe nint Share()
        {
            nint shared;
            LibTorch.Check(LibTorch.flowers_tensor_share(Handle, &shared));
            GC.KeepAlive(this);
            return shared;
        }
    }
}
