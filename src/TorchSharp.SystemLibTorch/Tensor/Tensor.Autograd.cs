using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public bool requires_grad
        {
            get => Info.Flags.HasFlag(TensorFlags.RequiresGrad);
            set => requires_grad_(value);
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            LibTorch.Check(LibTorch.flowers_set_requires_grad(Handle, requires_grad ? 1 : 0));
            GC.KeepAlive(this);
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>The gradient that the last backward passes left, or null. Every reading makes a tensor object of its own.</summary>
        public unsafe Tensor? grad
        {
            get
            {
                nint gradient;
                LibTorch.Check(LibTorch.flowers_get_grad(Handle, &gradient));
                GC.KeepAlive(this);
                return gradient == 0 ? null : new Tensor(gradient);
            }
            set
            {
                LibTorch.Check(LibTorch.flowers_set_grad(Handle, value?.Handle ?? 0));
                GC.KeepAlive(this);
                GC.KeepAlive(value);
            }
        }

        public void backward()
        {
            LibTorch.Check(LibTorch.flowers_backward(Handle, 0, retainGraph: -1, createGraph: 0));
            GC.KeepAlive(this);
        }

        public Tensor detach() => Ops.Detach.Tensor(this);

        public Tensor detach_() => Ops.DetachInPlace.InPlace(this, this);

        public void retain_grad() => Ops.RetainGrad.Run(this);

        internal void SetData(Tensor source)
        {
            LibTorch.Check(LibTorch.flowers_set_data(Handle, source.Handle));
            GC.KeepAlive(this);
            GC.KeepAlive(source);
        }
    }
}
