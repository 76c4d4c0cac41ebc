using ResNetFlowers.Training.Options;

namespace ResNetFlowers.Tests.Training.Options;

public class TrainOptionsTests
{
    public static TheoryData<string, TrainOptions> OutOfRange { get; } = new()
    {
        { "--arch resnet19: ", new TrainOptions { Arch = "resnet19" } },
        { "--epochs 0: ", new TrainOptions { Epochs = 0 } },
        { "--batch-size 0: ", new TrainOptions { BatchSize = 0 } },
        { "--batch-size 100000: give at most 3566 with photos of 224 pixels", new TrainOptions { BatchSize = 100_000 } },
        { "--image-size 31: ", new TrainOptions { ImageSize = 31 } },
        { "--image-size 2049: ", new TrainOptions { ImageSize = 2049 } },
        { "--lr 0: ", new TrainOptions { Lr = 0 } },
        { "--lr NaN: ", new TrainOptions { Lr = double.NaN } },
        { "--step-size 0: ", new TrainOptions { StepSize = 0 } },
        { "--gamma 0: ", new TrainOptions { Gamma = 0 } },
        { "--workers -1: ", new TrainOptions { Workers = -1 } },
        { "--workers 100000: ", new TrainOptions { Workers = 100_000 } },
        { "--threads 0: ", new TrainOptions { Threads = 0 } },
        { "--out : is empty", new TrainOptions { Out = "" } },
        { "--nesterov true: needs a --momentum above 0", new TrainOptions { Optimizer = "sgd", Nesterov = true } },
        { "--nesterov true: only sgd has it; give --optimizer sgd, or leave it out", new TrainOptions { Nesterov = true } },
        { "--momentum 0.9: only sgd takes one; give --optimizer sgd, or leave it out", new TrainOptions { Optimizer = "adamw", Momentum = 0.9 } },
        { "--milestones 3: only the multistep schedule has them; give --schedule multistep", new TrainOptions { Milestones = [3] } },
        { "--unfreeze-lr -1: give a number above 0", new TrainOptions { Freeze = "backbone", UnfreezeAt = 2, UnfreezeLr = -1 } },
        { "--unfreeze-lr 0: give a number above 0", new TrainOptions { Freeze = "backbone", UnfreezeAt = 2, UnfreezeLr = 0 } },
        { "--lr 1E+99: give a number above 0, up to 1e18", new TrainOptions { Lr = 1e99 } },
        { "--gamma 1E+99: give a number above 0, up to 1e18", new TrainOptions { Gamma = 1e99 } },
        { "--weight-decay 1E+99: give 0 to 1e18", new TrainOptions { WeightDecay = 1e99 } },
        { "--unfreeze-lr 1E+99: give a number above 0, up to", new TrainOptions { Freeze = "backbone", UnfreezeAt = 2, UnfreezeLr = 1e99 } },
        { "--unfreeze-lr NaN: give a number above 0", new TrainOptions { Freeze = "backbone", UnfreezeAt = 2, UnfreezeLr = double.NaN } },
        { "--unfreeze-lr 0.1: nothing is unfrozen; give --unfreeze-at too", new TrainOptions { UnfreezeLr = 0.1 } },
        { "--unfreeze-at 1: give an epoch from 2 on", new TrainOptions { Freeze = "backbone", UnfreezeAt = 1 } },
        { "--unfreeze-at 6: comes after the last epoch; give an earlier one, or --epochs above 5", new TrainOptions { Freeze = "backbone", UnfreezeAt = 6 } },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void AnOptionOutOfRangeIsNamed(string message, TrainOptions options) =>
        Assert.StartsWith(message, Assert.Throws<InputException>(options.Validate).Message, StringComparison.Ordinal);

    [Fact]
    public void TheDefaultsAreInRange() => new TrainOptions().Validate();

    [Fact]
    public void AllFaultsAreSaidTogether()
    {
        string message = Assert.Throws<InputException>(new TrainOptions { Epochs = 0, Lr = -1, ImageSize = 8 }.Validate).Message;
        Assert.Equal("--epochs 0: give at least 1; --image-size 8: give 32 to 2048 pixels; --lr -1: give a number above 0, up to 1e18", message);
    }
}
