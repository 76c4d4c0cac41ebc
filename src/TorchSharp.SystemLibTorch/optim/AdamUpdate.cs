using TorchSharp.SystemLibTorch;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// The step that Adam (Kingma and Ba, 2015) and AdamW (Loshchilov and Hutter, 2019) share, in the order of operations of PyTorch's
/// torch.optim.Adam, over tensors of a whole group at once; by <see cref="FusedAdam"/> where libtorch has that.
/// </summary>
internal static class AdamUpdate
{
    /// <summary>Takes a step.</summary>
    /// <param name="options">The group's options, complete.</param>
    /// <param name="batch">What is learned, with its gradients.</param>
    /// <param name="isDecoupled">Whether weight decay shrinks the weights (AdamW) or is added to the gradient (Adam).</param>
    public static void Apply<TState>(AdamOptions options, StepBatch<TState> batch, bool isDecoupled) where TState : AdamState
    {
        foreach (TState state in batch.States) state.step++;
        if (FusedAdam.Fits(batch.Parameters, batch.States)) ApplyFused(options, batch, isDecoupled);
        else ApplyOperators(options, batch, isDecoupled);
    }

    // A parameter that had no gradient for a while is at an earlier step, and so has other corrections than the rest.
    private static IEnumerable<IGrouping<long, int>> BySteps<TState>(IReadOnlyList<TState> states) where TState : AdamState =>
        Enumerable.Range(0, states.Count).GroupBy(index => states[index].step);

    private static void ApplyFused<TState>(AdamOptions options, StepBatch<TState> batch, bool isDecoupled) where TState : AdamState
    {
        foreach (IGrouping<long, int> same in BySteps(batch.States))
        {
            using Tensor step = full([], (float)same.Key, ScalarType.Float32, batch.Parameters[0].device);
            T[] Of<T>(IReadOnlyList<T> all) => [.. same.Select(index => all[index])];
            FusedAdam.Run(options, isDecoupled, Of(batch.Parameters), Of(batch.Gradients), Of(batch.States), step);
        }
    }

    private static void ApplyOperators<TState>(AdamOptions options, StepBatch<TState> batch, bool isDecoupled) where TState : AdamState
    {
        double decay = options.weight_decay!.Value;
        double lr = options.LearningRate!.Value;
        if (isDecoupled && decay != 0) Foreach.Multiply(batch.Parameters, 1 - lr * decay);
        IReadOnlyList<Tensor> gradients = batch.Decayed(options.maximize!.Value, isDecoupled ? 0 : decay);
        (Tensor[] means, IReadOnlyList<Tensor> squares) = Average(options, gradients, batch.States);
        foreach (IGrouping<long, int> same in BySteps(batch.States))
        {
            Tensor[] Of(IReadOnlyList<Tensor> tensors) => [.. same.Select(index => tensors[index])];
            using DisposeScope scope = NewDisposeScope();
            Tensor[] denominators = Foreach.Sqrt(Of(squares));
            Foreach.Divide(denominators, Math.Sqrt(1 - Math.Pow(options.beta2!.Value, same.Key)));
            Foreach.Add(denominators, options.eps!.Value);
            Foreach.AddCDiv(Of(batch.Parameters), Of(means), denominators, -lr / (1 - Math.Pow(options.beta1!.Value, same.Key)));
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
