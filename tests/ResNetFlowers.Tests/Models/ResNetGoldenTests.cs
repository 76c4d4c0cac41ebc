using System.Text.Json;
using ResNetFlowers.Capabilities;
using ResNetFlowers.Models;
using TorchSharp;

namespace ResNetFlowers.Tests.Models;

/// <summary>Every row of the table of variants against PyTorch: torchvision's model of the same name where it has one.</summary>
public class ResNetGoldenTests
{
    private const double Tolerance = 1e-4;

    public static TheoryData<string> Names => [.. ResNetVariant.All.Select(variant => variant.Name)];

    [Fact]
    public void TheTableHasTheWholeFamily() => Assert.Equal(
        [
            "resnet18", "resnet34", "resnet50", "resnet101", "resnet152", "resnet18-a", "resnet34-a", "resnext50_32x4d", "resnext101_32x8d",
            "wide_resnet50_2", "wide_resnet101_2", "preact-resnet18", "preact-resnet34", "preact-resnet50", "preact-resnet101",
            "preact-resnet152", "d2l-resnet18",
        ],
        ResNetVariant.All.Select(variant => variant.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void ParametersKeysFeaturesAndLogitsArePyTorchs(string name)
    {
        JsonElement golden = Golden.Read(name);
        using DisposeScope scope = torch.NewDisposeScope();
        ResNet model = Uninitialized(name);

        Assert.Equal(golden.GetProperty("parameters").GetInt64(), model.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(
            golden.GetProperty("state_dict").EnumerateArray().Select(entry => entry.GetString()),
            model.state_dict().Select(entry => $"{entry.Key} [{string.Join(", ", entry.Value.shape)}]"));

        Formula.Fill(model);
        using (torch.no_grad())
        {
            model.eval();
            FeaturesAre(golden.GetProperty("features_33_47"), model.ForwardFeatures(Formula.Images(1, 33, 47, model.InChannels)));
            foreach (JsonProperty entry in golden.GetProperty("eval_logits").EnumerateObject())
            {
                torch.Tensor logits = model.call(Formula.Images(entry.Value.GetArrayLength(), int.Parse(entry.Name), model.InChannels));
                Golden.LogitsAre(entry.Value, logits, Tolerance);
            }

            // After the passes in evaluation, which must leave the statistics alone.
            model.train();
            Golden.LogitsAre(golden.GetProperty("train_logits_64"), model.call(Formula.Images(4, 64, model.InChannels)), Tolerance);
        }

        Golden.TensorsAre(golden.GetProperty("batch_norm"), Statistics(model), Tolerance);
        Assert.All(model.named_buffers().Where(entry => IsCounter(entry.name)), entry => Assert.Equal(1, entry.buffer.item<long>()));
    }

    [Fact]
    public void AtFiveClassesResNet34Has21287237Parameters()
    {
        using ResNet model = new ResNet(ResNetVariant.Named("resnet34"), 5);

        Assert.Equal(21_287_237, model.parameters().Sum(parameter => parameter.numel()));
    }

    private static ResNet Uninitialized(string name)
    {
        using IDisposable _ = TorchCapabilities.WithoutInitialization();
        return new ResNet(ResNetVariant.Named(name));
    }

    private static void FeaturesAre(JsonElement golden, IReadOnlyList<torch.Tensor> features)
    {
        JsonProperty[] stages = [.. golden.EnumerateObject()];
        Assert.Equal(stages.Length, features.Count);
        foreach ((JsonProperty stage, torch.Tensor map) in stages.Zip(features))
        {
            Assert.Equal(stage.Value.GetProperty("shape").EnumerateArray().Select(side => side.GetInt64()), map.shape);
            Golden.TensorIs(stage.Value.GetProperty("values"), stage.Name, map, Tolerance);
        }
    }

    internal static IEnumerable<(string Name, torch.Tensor Tensor)> Statistics(torch.nn.Module model)
        => model.named_buffers().Where(entry => !IsCounter(entry.name)).Select(entry => (entry.name, entry.buffer));

    private static bool IsCounter(string name) => name.EndsWith("num_batches_tracked", StringComparison.Ordinal);
}
