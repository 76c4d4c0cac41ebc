using System.Text.Json;
using ResNetFlowers.Models;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace ResNetFlowers.Tests.Models;

/// <summary>Training on four images of 64 × 64 at 5 classes, against PyTorch's from the same state.</summary>
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
        ResNet model = Filled("resnet18");
        using torch.optim.Optimizer optimizer = Optimizer(name, model);
        GradientsAre(golden, model, Tolerance);

        optimizer.step();

        Golden.TensorsAre(golden.GetProperty("weights"), model.named_parameters().Select(entry => (entry.name, (torch.Tensor)entry.parameter)), Tolerance);
        Golden.TensorsAre(golden.GetProperty("batch_norm"), ResNetGoldenTests.Statistics(model), Tolerance);
    }

    [Theory]
    [InlineData("resnet18-a")]
    [InlineData("resnext50_32x4d")]
    [InlineData("preact-resnet18")]
    [InlineData("preact-resnet50")]
    [InlineData("d2l-resnet18")]
    public void GradientsArePyTorchs(string name)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        GradientsAre(Golden.Read("backward_passes").GetProperty(name), Filled(name), tolerance: 1e-4);
    }

    private static ResNet Filled(string name)
    {
        var model = new ResNet(ResNetVariant.Named(name), 5);
        Formula.Fill(model);
        return model;
    }

    private static void GradientsAre(JsonElement golden, ResNet model, double tolerance)
    {
        torch.Tensor logits = model.call(Formula.Images(4, 64, model.InChannels));
        torch.Tensor loss = functional.cross_entropy(logits, torch.tensor([0L, 1, 2, 4]));
        loss.backward();

        Golden.Close(golden.GetProperty("loss").GetDouble(), loss.item<float>(), tolerance, "loss");
        Golden.LogitsAre(golden.GetProperty("logits"), logits, tolerance);
        JsonElement gradients = golden.GetProperty("gradient_l2");
        foreach ((string parameterName, TorchSharp.Modules.Parameter parameter) in model.named_parameters())
        {
            double expected = gradients.GetProperty(parameterName).GetDouble();
            Golden.Close(expected, Golden.Norm(Golden.Floats(parameter.grad!)), tolerance * Math.Max(1, expected), parameterName + ".grad");
        }
    }

    private static torch.optim.Optimizer Optimizer(string name, torch.nn.Module model) => name switch
    {
        "adam" => torch.optim.Adam(model.parameters(), lr: 1e-3),
        "adamw" => torch.optim.AdamW(model.parameters(), lr: 1e-3, weight_decay: 0.05),
        _ => torch.optim.SGD(model.parameters(), 1e-2, momentum: 0.9, weight_decay: 1e-4, nesterov: true),
    };
}
