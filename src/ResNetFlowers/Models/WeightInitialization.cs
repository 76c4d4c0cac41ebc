using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace ResNetFlowers.Models;

/// <summary>The weights that convolutions start from.</summary>
public enum WeightScheme
{
    /// <summary>Convolutions normal by fan-out and ReLU (He et al., "Delving Deep into Rectifiers", 2015), the head as PyTorch's default.</summary>
    KaimingNormal,

    /// <summary>Convolutions and head uniform by both fans (Glorot and Bengio 2010).</summary>
    XavierUniform,
}

/// <summary>The weights that a network starts from.</summary>
internal static class WeightInitialization
{
    /// <summary>Sets the weights by a scheme; batch norms are 1 and 0 always.</summary>
    /// <param name="network">The whole network.</param>
    /// <param name="scheme">What weights of convolutions and head are drawn from; biases stay PyTorch's default.</param>
    /// <param name="zero_init_residual">Whether every block starts as its shortcut.</param>
    public static void Apply(Module network, WeightScheme scheme, bool zero_init_residual)
    {
        foreach (Module module in network.modules())
        {
            switch (module)
            {
                case Conv2d convolution when scheme == WeightScheme.KaimingNormal:
                    init.kaiming_normal_(convolution.weight, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU);
                    break;
                case Conv2d convolution:
                    init.xavier_uniform_(convolution.weight);
                    break;
                case Linear head when scheme == WeightScheme.XavierUniform:
                    init.xavier_uniform_(head.weight);
                    break;
                case BatchNorm2d norm:
                    init.ones_(norm.weight!);
                    init.zeros_(norm.bias!);
                    break;
            }
        }

        if (!zero_init_residual) return;
        foreach (IResidualBlock block in network.modules().OfType<IResidualBlock>()) init.zeros_(block.LastWeight);
    }
}
