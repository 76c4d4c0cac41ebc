using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace ResNetFlowers.Models;

/// <summary>The weights that a network starts from.</summary>
internal static class WeightInitialization
{
    /// <summary>Convolutions Kaiming-normal (He et al., "Delving Deep into Rectifiers", 2015), batch norms 1 and 0.</summary>
    /// <param name="network">The whole network.</param>
    /// <param name="zero_init_residual">Whether the last batch norm of every block starts at 0.</param>
    public static void Apply(Module network, bool zero_init_residual)
    {
        foreach (Module module in network.modules())
        {
            switch (module)
            {
                case Conv2d convolution:
                    init.kaiming_normal_(convolution.weight, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU);
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
