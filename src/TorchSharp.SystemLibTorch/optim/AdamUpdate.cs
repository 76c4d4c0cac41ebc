using TorchSharp.SystemLibTorch;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// The step that Adam (Kingma and Ba, 2015) and AdamW (Loshchilov and Hutter, 2019) share, in the order of operations of PyTorch's
/// torch.optim.Adam, over tensors of a whole group at once.
/// </summary>
internal static class AdamUpdate
{
    /// <param name="options">The group's options, complete; weight decay is the caller's.</param>
    /// <param name="parameters">What is learned.</param>
    /// <param name="gradients">Their gradients, weight decay and sign already in them.</param>
    /// <param name="states">What is remembered of them.</param>
    public static void Apply(
        AdamOptions options, IReadOnlyList<Tensor> parameters, IReadOnlyList<Tensor> gradients, IReadOnlyList<AdamState> states)
    {
        double beta1 = options.beta1!.Value;
        double beta2 = options.beta2!.Value;
        (Tensor[] means, IReadOnlyList<Tensor> squares) = Average(options, gradients, states);
        foreach (AdamState state in states) state.step++;

        // A parameter that had no gradient for a while is at an earlier step, and so has other corrections than the rest.
        foreach (IGrouping<long, int> same in Enumerable.Range(0, states.Count).GroupBy(index => states[index].step))
        {
            Tensor[] Of(IReadOnlyList<Tensor> tensors) => [.. same.Select(index => tensors[index])];
            using DisposeScope scope = NewDisposeScope();
            Tensor[] denominators = Foreach.Sqrt(Of(squares));
            Foreach.Divide(denominators, Math.Sqrt(1 - Math.Pow(beta2, same.Key)));
            Foreach.Add(denominators, options.eps!.Value);
            Foreach.AddCDiv(Of(parameters), Of(means), denominators, -options.LearningRate!.Value / (1 - Math.Pow(beta1, same.Key)));
        }
    }

    /// <summary>Takes gradients into the running means.</summary>
    /// <returns>The means of the gradients, and those of their squares; with amsgrad the largest of these so far.</returns>
    public static (Tensor[] Means, IReadOnlyList<Tensor> Squares) Average(
        AdamOptions options, IReadOnlyList<Tensor> gradients, IReadOnlyList<AdamState> states)
    {
        Tensor[] means = [.. states.Select(state => state.exp_avg)];
        Tensor[] squares = [.. states.Select(state => state.exp_avg_sq)];
        Foreach.Multiply(means, options.beta1!.Value);
        Foreach.Add(means, gradients, 1 - options.beta1!.Value);
        Foreach.Multiply(squares, options.beta2!.Value);
        Foreach.AddCMul(squares, gradients, gradients, 1 - options.beta2!.Value);
        if (options.amsgrad != true) return (means, squares);
        Tensor[] maxima = [.. states.Select(state => state.max_exp_avg_sq!)];
        Foreach.Maximum(maxima, squares);
        return (means, maxima);
    }
}
