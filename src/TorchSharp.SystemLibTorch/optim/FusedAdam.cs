using TorchSharp.Native;
using TorchSharp.SystemLibTorch;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// libtorch's own step of Adam and AdamW: one pass over the memory of weights, gradients and means, where the operators of
/// <see cref="AdamUpdate"/> take nine. CUDA has had it, with a learning rate in the device's memory, since libtorch 2.1; the CPU since 2.4. Its
/// numbers are those of the operators but for rounding.
/// </summary>
internal static class FusedAdam
{
    /// <summary>Whether libtorch can take such a step: it walks through memory, where all tensors of a parameter must lie alike.</summary>
    /// <param name="parameters">What is learned, at least one.</param>
    /// <param name="states">What is remembered of them.</param>
    public static bool Fits(IReadOnlyList<Tensor> parameters, IReadOnlyList<AdamState> states)
    {
        Device device = parameters[0].device;
        // Older ones have the plain overload, and look at strides that do not matter.
        return Ops.FusedAdamTensorInPlace.IsFor(device) && Enumerable.Range(0, parameters.Count).All(index =>
            parameters[index].dtype == ScalarType.Float32 && IsOn(parameters[index], device) && Moments(states[index]).All(moment => LieAlike(parameters[index], moment)));
    }

    /// <summary>Takes a step.</summary>
    /// <param name="options">The group's options, complete.</param>
    /// <param name="isDecoupled">Whether weight decay shrinks the weights (AdamW) or is added to the gradient (Adam).</param>
    /// <param name="parameters">What is learned.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="states">What is remembered of them; that the step was taken is for the caller to count.</param>
    /// <param name="step">Which step it is, from 1: one number, float32, on the parameters' device.</param>
    /// <param name="rate">The learning rate: one number, float32, on the parameters' device; null for that of the options.</param>
    public static void Run(
        AdamOptions options, bool isDecoupled, IReadOnlyList<Tensor> parameters, IReadOnlyList<Tensor> gradients,
        IReadOnlyList<AdamState> states, Tensor step, Tensor? rate = null)
    {
        using DisposeScope scope = NewDisposeScope();
        bool hasMaxima = options.amsgrad == true;
        Step(isDecoupled, rate is not null).Run(
            Argument.Tensors(parameters),
            Argument.Tensors([.. parameters.Zip(gradients, LaidOutAs)]),
            Argument.Tensors([.. states.Select(state => state.exp_avg)]),
            Argument.Tensors([.. states.Select(state => state.exp_avg_sq)]),
            Argument.Tensors(hasMaxima ? [.. states.Select(state => state.max_exp_avg_sq!)] : []),
            Argument.Tensors([.. Enumerable.Repeat(step, parameters.Count)]),
            rate is null ? options.LearningRate!.Value : rate,
            options.beta1!.Value,
            options.beta2!.Value,
            options.weight_decay!.Value,
            options.eps!.Value,
            hasMaxima,
            options.maximize!.Value);
    }

    private static Operator Step(bool isDecoupled, bool isRateOnDevice) => (isDecoupled, isRateOnDevice) switch
    {
        (false, false) => Ops.FusedAdamInPlace,
        (false, true) => Ops.FusedAdamTensorInPlace,
        (true, false) => Ops.FusedAdamWInPlace,
        (true, true) => Ops.FusedAdamWTensorInPlace,
    };

    private static bool IsOn(Tensor tensor, Device device) => tensor.device_type == device.type && tensor.device.index == device.index;

    private static IEnumerable<Tensor> Moments(AdamState state) =>
        state.max_exp_avg_sq is { } maximum ? [state.exp_avg, state.exp_avg_sq, maximum] : [state.exp_avg, state.exp_avg_sq];

    /// <summary>Whether elements are in the same order in memory; how far apart they are along a dimension of one does not matter.</summary>
    private static bool LieAlike(Tensor first, Tensor second)
    {
        long[] sizes = first.shape;
        long[] strides = first.stride();
        long[] others = second.stride();
        return Enumerable.Range(0, sizes.Length).All(dim => sizes[dim] == 1 || strides[dim] == others[dim]);
    }

    private static Tensor LaidOutAs(Tensor parameter, Tensor gradient) =>
        LieAlike(parameter, gradient) ? gradient : empty_like(parameter).copy_(gradient);
}
