using System.Text.Json;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch.Tests.Optim;

/// <summary>The learning rates of StepLR against PyTorch's: golden/models/schedules.json.</summary>
public class StepLRTests
{
    [Fact]
    public void RatesFollowPyTorchs()
    {
        foreach (JsonElement golden in Golden.Read("schedules").EnumerateArray())
        {
            using DisposeScope scope = NewDisposeScope();
            using SGD optimizer = optim.SGD([new Parameter(zeros([1]))], 1e-3);
            optim.lr_scheduler.LRScheduler scheduler = optim.lr_scheduler.StepLR(
                optimizer, golden.GetProperty("step_size").GetInt32(), golden.GetProperty("gamma").GetDouble());

            foreach (JsonElement rate in golden.GetProperty("rates").EnumerateArray())
            {
                double expected = rate.GetDouble();
                Assert.Equal(expected, scheduler.get_last_lr().Single(), expected * 1e-12);
                Assert.Equal(expected, optimizer.ParamGroups.Single().LearningRate, expected * 1e-12);
                scheduler.step();
            }
        }
    }

    [Fact]
    public void TheRateIsTheOneThatTheNextStepUses()
    {
        using DisposeScope scope = NewDisposeScope();
        var weight = new Parameter(zeros([1]));
        using SGD optimizer = optim.SGD([weight], 1.0);
        optim.lr_scheduler.LRScheduler scheduler = optim.lr_scheduler.StepLR(optimizer, 1, 0.5);

        foreach (float expected in new[] { -1f, -1.5f, -1.75f })
        {
            optimizer.zero_grad();
            weight.sum().backward();
            optimizer.step();
            scheduler.step();
            Expect.Values([1], [expected], weight);
        }
    }
}
