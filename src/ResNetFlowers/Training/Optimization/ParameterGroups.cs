using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetFlowers.Training.Optimization;

/// <summary>
/// The parameters of a network that are learned, in two groups: weight decay pulls on the weights of convolutions and linear layers,
/// not on those of batch normalisation nor on biases, which have no scale to keep small ("Bag of Tricks for Image Classification",
/// He et al., 2019).
/// </summary>
public sealed class ParameterGroups
{
    private ParameterGroups(IReadOnlyList<(string Name, Parameter Parameter)> trained) => Trained = trained;

    /// <summary>Every learned parameter with its key in the state dict, in the order of the network; frozen ones are not among them.</summary>
    public IReadOnlyList<(string Name, Parameter Parameter)> Trained { get; }

    /// <summary>Those with weight decay.</summary>
    public IReadOnlyList<Parameter> Decayed => [.. Trained.Select(entry => entry.Parameter).Where(IsDecayed)];

    /// <summary>Those without: weights of batch normalisation, and biases.</summary>
    public IReadOnlyList<Parameter> Undecayed => [.. Trained.Select(entry => entry.Parameter).Where(parameter => !IsDecayed(parameter))];

    /// <summary>How many numbers are learned.</summary>
    public long NumberOfElements => Trained.Sum(entry => entry.Parameter.numel());

    /// <summary>The parameters of a network that require a gradient.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static ParameterGroups Of(nn.Module model)
    {
        List<(string, Parameter)> trained = [.. model.named_parameters().Where(entry => entry.parameter.requires_grad)];
        return trained.Count > 0 ? new ParameterGroups(trained) : throw new ArgumentException("every parameter is frozen", nameof(model));
    }

    // One number a channel: batch normalisation and biases, and nothing else, have one dimension.
    private static bool IsDecayed(Parameter parameter) => parameter.dim() > 1;
}
