namespace TorchSharp.Modules;

/// <summary>A tensor that an optimizer learns. It takes over the tensor that it is made from, and belongs to no dispose scope.</summary>
public class Parameter : torch.Tensor
{
    public Parameter(torch.Tensor data, bool requires_grad = true) : base(data.Share())
    {
        DetachFromDisposeScope();
        data.Dispose();
        requires_grad_(requires_grad);
    }
}
