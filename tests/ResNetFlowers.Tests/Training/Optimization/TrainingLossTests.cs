using System.Text.Json;
using ResNetFlowers.Tests.Models;
using ResNetFlowers.Training.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Training.Optimization;

/// <summary>The loss against PyTorch's: golden/models/training_losses.json, made by golden/make_training_losses.py.</summary>
public class TrainingLossTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Golden.Read("training_losses").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void LossAndGradientArePyTorchs(int index)
    {
        using DisposeScope scope = NewDisposeScope();
        JsonElement golden = Golden.Read("training_losses")[index];
        JsonElement weights = golden.GetProperty("class_weights");
        double[] targets = Golden.Numbers(golden.GetProperty("targets"));
        using var loss = new TrainingLoss(
            golden.GetProperty("label_smoothing").GetDouble(), weights.ValueKind == JsonValueKind.Null ? null : Golden.Numbers(weights));

        Tensor logits = Floats(Golden.Numbers(golden.GetProperty("logits"))).requires_grad_();
        Tensor value = loss.Of(
            logits, golden.GetProperty("soft").GetBoolean() ? Floats(targets) : tensor(Array.ConvertAll(targets, target => (long)target)));
        value.backward();

        Golden.Close(golden.GetProperty("loss").GetDouble(), value.ToDouble(), 1e-6, "loss");
        double[] expected = Golden.Numbers(golden.GetProperty("gradient"));
        float[] actual = Golden.Floats(logits.grad!);
        for (int i = 0; i < expected.Length; i++) Golden.Close(expected[i], actual[i], 1e-6, $"gradient {i}");
    }

    [Fact]
    public void ItLeavesNoTensorBehind()
    {
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        using (DisposeScope scope = NewDisposeScope())
        using (var loss = new TrainingLoss(0.1, [1, 2])) loss.Of(zeros([3, 2]), tensor([0L, 1, 1]));
        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void ValuesOutOfRangeAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingLoss(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingLoss(-0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingLoss(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingLoss(0, [1, -1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingLoss(0, [1, double.PositiveInfinity]));
    }

    private static Tensor Floats(double[] values) => tensor(Array.ConvertAll(values, value => (float)value), [6, 5]);
}
