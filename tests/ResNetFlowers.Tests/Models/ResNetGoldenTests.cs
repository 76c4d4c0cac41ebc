using System.Text.Json;
using ResNetFlowers.Models;
using TorchSharp;

namespace ResNetFlowers.Tests.Models;

/// <summary>Every row of the table of variants against torchvision's model of the same name.</summary>
public class ResNetGoldenTests
{
    private const double Tolerance = 1e-4;

    public static TheoryData<string> Names => [.. ResNetVariant.All.Select(variant => variant.Name)];

    [Fact]
    public void TheTableHasTheFiveResNets()
        => Assert.Equal(["resnet18", "resnet34", "resnet50", "resnet101", "resnet152"], ResNetVariant.All.Select(variant => variant.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void ParametersAndStateDictAreTorchvisions(string name)
    {
        JsonElement golden = Golden.Read(name);
        using DisposeScope scope = torch.NewDisposeScope();
        ResNet model = new ResNet(ResNetVariant.Named(name), 1000);

        Assert.Equal(golden.GetProperty("parameters").GetInt64(), model.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(
            golden.GetProperty("state_dict").EnumerateArray().Select(entry => entry.GetString()),
            model.state_dict().Select(entry => $"{entry.Key} [{string.Join(", ", entry.Value.shape)}]"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void LogitsAreTorchvisions(string name)
    {
        JsonElement golden = Golden.Read(name);
        using DisposeScope scope = torch.NewDisposeScope();
        ResNet model = new ResNet(ResNetVariant.Named(name), 1000);
        Formula.Fill(model);

        using (torch.no_grad())
        {
            model.eval();
            foreach (JsonProperty entry in golden.GetProperty("eval_logits").EnumerateObject())
            {
                torch.Tensor logits = model.call(Formula.Images(entry.Value.GetArrayLength(), int.Parse(entry.Name)));
                Golden.LogitsAre(entry.Value, logits, Tolerance);
            }

            // After the passes in evaluation, which must leave the statistics alone.
            model.train();
            Golden.LogitsAre(golden.GetProperty("train_logits_64"), model.call(Formula.Images(4, 64)), Tolerance);
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

    internal static IEnumerable<(string Name, torch.Tensor Tensor)> Statistics(torch.nn.Module model)
        => model.named_buffers().Where(entry => !IsCounter(entry.name)).Select(entry => (entry.name, entry.buffer));

    private static bool IsCounter(string name) => name.EndsWith("num_batches_tracked", StringComparison.Ordinal);
}
