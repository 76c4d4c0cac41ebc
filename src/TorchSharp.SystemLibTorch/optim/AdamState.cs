using TorchSharp.Modules;

namespace TorchSharp.SystemLibTorch;

/// <summary>
/// What Adam and AdamW remember of a parameter: steps taken, and running means of the gradient and of its square, shaped like it.
/// </summary>
public abstract class AdamState : OptimizerState, IDisposable
{
    public long step;
    public torch.Tensor exp_avg = null!;
    public torch.Tensor exp_avg_sq = null!;
    public torch.Tensor? max_exp_avg_sq;

    protected AdamState(Parameter parameter) : base(parameter)
    {
    }

    public override void Initialize(OptimizerOptions options)
    {
        step = 0;
        exp_avg = Zeros();
        exp_avg_sq = Zeros();
        if (((AdamOptions)options).amsgrad == true) max_exp_avg_sq = Zeros();
    }

    public override void LoadStateDict(OptimizerState source)
    {
        var other = (AdamState)source;
        using IDisposable _ = torch.no_grad();
        step = other.step;
        exp_avg.copy_(other.exp_avg);
        exp_avg_sq.copy_(other.exp_avg_sq);
        if (other.max_exp_avg_sq is not null) max_exp_avg_sq?.copy_(other.max_exp_avg_sq);
    }

    public void Dispose() => Release();

    internal override void Release()
    {
        exp_avg.Dispose();
        exp_avg_sq.Dispose();
        max_exp_avg_sq?.Dispose();
    }
}
