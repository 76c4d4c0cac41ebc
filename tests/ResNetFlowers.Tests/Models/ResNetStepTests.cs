using System.Text.Json;
using ResNetFlowers.Models;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace ResNetFlowers.Tests.Models;

/// <summary>One training step of ResNet-18 at 5 classes on four images of 64 × 64, against PyTorch's from the same state.</summary>
public class ResNetStepTests
{
    private const double Tolerance = 1e-5;

    [Theory]
    [InlineData("adam")]
    [InlineData("adamw")]
    [InlineData("sgd")]
    public void OneStepGivesPyTorchsWeights(string name)
    {
        JsonElement golden = Golden.Read("steps").GetProperty(name);
        using DisposeScope scope = torch.NewDisposeScope();
        ResNet model = new ResNet(ResNetVariant.Named("resnet18"), 5);
        Formula.Fill(model);
        model.train();
        using torch.optim.Optimizer optimizer = Optimizer(name, model);

        torch.Tensor logits = model.call(Formula.Images(4, 64));
        torch.Tensor loss = functional.cross_entropy(logits, torch.tensor([0L, 1, 2, 4]));
        loss.backward();

        Golden.Close(golden.GetProperty("loss").GetDouble(), loss.item<float>(), Tolerance, "loss");
        Golden.LogitsAre(golden.GetProperty("logits"), logits, Tolerance);
        JsonElement gradients = golden.GetProperty("gradient_l2");
        foreach ((string parameterName, TorchSharp.Modules.Parameter parameter) in model.named_parameters())
        {
            double expected = gradients.GetProperty(parameterName).GetDouble();
            Golden.Close(expected, Golden.Norm(Golden.Floats(parameter.grad!)), Tolerance * Math.Max(1, expected), parameterName + ".grad");
        }

        optimizer.step();

        Golden.TensorsAre(golden.GetProperty("weights"), model.named_parameters().Select(entry => (entry.name, (torch.Tensor)entry.parameter)), Tolerance);
        Golden.TensorsAre(golden.GetProperty("batch_norm"), ResNetGoldenTests.Statistics(model), Tolerance);
    }

    private static torch.optim.Optimizer Optimizer(string name, torch.nn.Module model) => name switch
    {
        "adam" => torch.optim.Adam(model.parameters(), lr: 1e-3),
        "adamw" => torch.optim.AdamW(model.parameters(), lr: 1e-3, weight_decay: 0.05),
        _ => torch.optim.SGD(model.parameters(), 1e-2, momentum: 0.9, weight_decay: 1e-4, nesterov: true),
    };
}
