using TorchSharp.Modules;

namespace ResNetFlowers.Models;

/// <summary>What the network asks of each of its blocks.</summary>
internal interface IResidualBlock
{
    /// <summary>The weights that scale the block's residual: at 0 the block is its shortcut.</summary>
    Parameter LastWeight { get; }

    /// <summary>Lets convolutions do what the batch norms after them do, see <see cref="BatchNormFolding"/>: for evaluation only.</summary>
    void FoldBatchNorms();
}
