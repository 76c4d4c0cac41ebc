using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ResNetFlowers.Models;

/// <summary>
/// In evaluation mode a batch norm is a scale and a shift by channel, which the convolution before it can do as well: with
/// s = γ / √(σ² + ε) its weight becomes W · s and its bias (b − μ) · s + β (Jacob et al. 2018, section 3.2). Scale and bias are computed in double precision.
/// </summary>
internal static class BatchNormFolding
{
    /// <summary>Lets a convolution do what the batch norm after it does.</summary>
    /// <param name="convolution">Gets other weights, and a bias.</param>
    /// <param name="norm">With scale, shift and running statistics; unchanged.</param>
    public static void Absorb(this Conv2d convolution, BatchNorm2d norm)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor scale = norm.weight!.to(float64) / (norm.running_var!.to(float64) + norm.eps).sqrt();
        Tensor shift = norm.bias!.to(float64) - norm.running_mean!.to(float64) * scale;
        Parameter? bias = convolution.bias;
        if (bias is not null) shift += bias.to(float64) * scale;
        // In new memory: the old weights may lie in a file that other networks were built from.
        Parameter weight = convolution.weight;
        convolution.weight = Fixed(weight * scale.to(float32).view(-1, 1, 1, 1));
        convolution.bias = Fixed(shift.to(float32));
        weight.Dispose();
        bias?.Dispose();
    }

    /// <summary>The same for the shortcut around a block.</summary>
    /// <returns>What takes the shortcut's place.</returns>
    public static Module<Tensor, Tensor>? Folded(this Module<Tensor, Tensor>? shortcut)
    {
        if (shortcut is not Sequential { Count: 2 } projection) return shortcut;
        var convolution = (Conv2d)projection[0];
        convolution.Absorb((BatchNorm2d)projection[1]);
        return convolution;
    }

    private static Parameter Fixed(Tensor values)
    {
        var parameter = new Parameter(values, requires_grad: false);
        parameter.DetachFromDisposeScope();
        return parameter;
    }
}
