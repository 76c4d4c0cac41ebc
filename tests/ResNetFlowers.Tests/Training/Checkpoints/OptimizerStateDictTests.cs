using ResNetFlowers.Formats;
using ResNetFlowers.Formats.PyTorch;
using ResNetFlowers.Tests.Training.Optimization;
using ResNetFlowers.Training.Checkpoints;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Training.Checkpoints;

/// <summary>
/// Optimizers saved and loaded. The golden files are PyTorch's (golden/make_optimizers.py); files of the same layout for PyTorch to read
/// (golden/check_optimizers.py) are left in the tests' output.
/// </summary>
public sealed class OptimizerStateDictTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FewParameters _model = new();
    private readonly List<TorchFile> _files = [];

    public static TheoryData<string> Names => [.. FewParameters.Settings.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void ThreeStepsAfterLoadingEqualFiveStraight(string name)
    {
        List<float[]> start = _model.Bits();
        using (OptimizerHelper straight = _model.Optimizer(name))
        {
            for (int step = 0; step < 5; step++) _model.Step(straight, idle: step < 2);
        }

        List<float[]> expected = _model.Bits();
        _model.Set(start);
        using (OptimizerHelper first = _model.Optimizer(name))
        {
            for (int step = 0; step < 2; step++) _model.Step(first, idle: true);
            Save(first);
        }

        using OptimizerHelper second = _model.Optimizer(name);
        Load(second);
        for (int step = 2; step < 5; step++) _model.Step(second);

        Assert.Equal(expected, _model.Bits());
        Assert.Null(_model.Frozen.grad);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void LoadingForgetsWhatWasBefore(string name)
    {
        List<float[]> start = _model.Bits();
        using OptimizerHelper fresh = _model.Optimizer(name);
        Save(fresh);
        _model.Step(fresh);
        List<float[]> expected = _model.Bits();

        using OptimizerHelper used = _model.Optimizer(name);
        for (int step = 0; step < 3; step++) _model.Step(used);
        Load(used);
        _model.Set(start);
        _model.Step(used);

        Assert.Equal(expected, _model.Bits());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AStateOfPyTorchsGoesOnAsInPyTorch(string name)
    {
        using TorchFile file = TorchFile.Read(Path.Combine(AppContext.BaseDirectory, "golden", "optimizers", $"{name}.pth"));
        var golden = (DictValue)file.Root;
        _model.Set(Floats(golden, "parameters"));
        using OptimizerHelper optimizer = _model.Optimizer(name);

        OptimizerStateDict.Load(optimizer, (DictValue)golden["optimizer"], "golden.pth");
        Step(optimizer, Floats(golden, "gradients"));

        float[] expected = [.. Floats(golden, "next").SelectMany(values => values)];
        float[] actual = [.. _model.Bits().SelectMany(values => values)];
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-6);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AStateIsWrittenForPyTorchToGoOn(string name)
    {
        using OptimizerHelper optimizer = _model.Optimizer(name);
        for (int step = 0; step < 3; step++) _model.Step(optimizer, idle: true);
        List<float[]> gradients = [.. _model.Bits().Select(values => Array.ConvertAll(values, value => value * value - 0.5f))];
        var held = new DictValue
        {
            ["parameters"] = List(_model.Bits()),
            // Described after the step, the state would be that of the step.
            ["optimizer"] = Reread(optimizer),
            ["gradients"] = List(gradients),
        };
        Step(optimizer, gradients);
        held["next"] = List(_model.Bits());
        string folder = Path.Combine(AppContext.BaseDirectory, "optimizers");
        Directory.CreateDirectory(folder);
        TorchFile.Write(Path.Combine(folder, $"{name}.pth"), held);

        DictValue state = (DictValue)((DictValue)held["optimizer"])["state"];
        Assert.Equal([0L, 1, 2, 3], state.Select(entry => entry.Key.Number));
        string[] keys = name.StartsWith("sgd", StringComparison.Ordinal) ? ["momentum_buffer"] : ["step", "exp_avg", "exp_avg_sq"];
        Assert.All(state, entry => Assert.Equal(keys, ((DictValue)entry.Value).Select(field => field.Key.Text)));

        ListValue List(IReadOnlyList<float[]> values) =>
            new([.. values.Zip(_model.Learned, (numbers, parameter) => (CheckpointValue)TensorData.FromFloats(numbers, parameter.shape))]);
    }

    [Fact]
    public void AStateThatDoesNotFitIsRefused()
    {
        using OptimizerHelper adam = _model.Optimizer("adam");
        using OptimizerHelper sgd = _model.Optimizer("sgd_momentum");
        _model.Step(adam);
        _model.Step(sgd);

        Refused(adam, state => state["state"] = NoneValue.Instance, "it has no 'state'");
        Refused(adam, state => state["param_groups"] = 3L, "it has no 'param_groups'");
        Refused(adam, state => state["param_groups"] = new ListValue([]), "0 groups of parameters instead of 2");
        Refused(adam, state => Params(state, [0L]), "a group of 1 parameters instead of 2");
        Refused(adam, state => Params(state, [0L, "1"]), "'params' are no numbers");
        Refused(adam, state => Params(state, [0L, 7L]), "its 'state' speaks of a parameter 1 that no group has");
        Refused(adam, state => Entry(state)["step"] = "two", "step of parameter 0 is missing");
        Refused(adam, state => Entry(state)["step"] = -1L, "step of parameter 0 is -1");
        Refused(adam, state => Entry(state)["step"] = TensorData.Scalar(1.5), "step of parameter 0 is 1.5");
        Refused(adam, state => Entry(state)["exp_avg"] = TensorData.FromFloats([1, 2], [2]), "exp_avg of parameter 0 is [2], not [3, 4]");
        Refused(
            adam, state => Entry(state)["exp_avg_sq"] = new TensorData(ElementType.Float64, [3, 4], new byte[96]),
            "exp_avg_sq of parameter 0 holds Float64, not Float32");
        Refused(adam, state => Entry(state)["exp_avg"] = NoneValue.Instance, "exp_avg of parameter 0 is missing");
        DictValue ofSgd = Reread(sgd);
        Refused(adam, state => state["state"] = ofSgd["state"], "step of parameter 0 is missing");
        DictValue ofAdam = Reread(adam);
        Refused(sgd, state => state["state"] = ofAdam["state"], "momentum_buffer of parameter 0 is missing");
    }

    [Fact]
    public void StepsBeforePyTorch112WereWholeNumbers()
    {
        using OptimizerHelper optimizer = _model.Optimizer("adam");
        DictValue state = Reread(optimizer);
        Entry(state)["step"] = 7L;

        OptimizerStateDict.Load(optimizer, state, "old.pth");

        Assert.Equal(7, ((Adam.State)optimizer.state_dict().State[0]).step);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void LoadingLeavesNoTensorBehind(string name)
    {
        using OptimizerHelper optimizer = _model.Optimizer(name);
        _model.Step(optimizer);
        DictValue state = Reread(optimizer);
        OptimizerStateDict.Load(optimizer, state, "x.pth");
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

        OptimizerStateDict.Load(optimizer, state, "x.pth");

        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    public void Dispose()
    {
        _files.ForEach(file => file.Dispose());
        _model.Dispose();
        _folder.Dispose();
    }

    private string Save(OptimizerHelper optimizer, string name = "optimizer.pth")
    {
        using var tensors = new TensorExport();
        TorchFile.Write(_folder.File(name), OptimizerStateDict.Describe(optimizer, tensors));
        return _folder.File(name);
    }

    private void Load(OptimizerHelper optimizer)
    {
        using TorchFile file = TorchFile.Read(_folder.File("optimizer.pth"));
        OptimizerStateDict.Load(optimizer, (DictValue)file.Root, "optimizer.pth");
    }

    /// <summary>The state as a file gives it back: no longer the optimizer's own tensors.</summary>
    private DictValue Reread(OptimizerHelper optimizer)
    {
        string path = Save(optimizer, $"{_files.Count}.pth");
        _files.Add(TorchFile.Read(path));
        return (DictValue)_files[^1].Root;
    }

    private void Refused(OptimizerHelper optimizer, Action<DictValue> spoil, string reason)
    {
        DictValue state = Reread(optimizer);
        spoil(state);
        InputException refused = Assert.Throws<InputException>(() => OptimizerStateDict.Load(optimizer, state, "last.pth"));
        Assert.Equal($"last.pth: its optimizer does not fit this run ({reason}); go on with the options that the run was started with", refused.Message);
    }

    private static DictValue Entry(DictValue state) => (DictValue)((DictValue)state["state"])[0];

    private static void Params(DictValue state, IReadOnlyList<CheckpointValue> ids) =>
        ((DictValue)((ListValue)state["param_groups"]).Items[0])["params"] = new ListValue(ids);

    private void Step(OptimizerHelper optimizer, IReadOnlyList<float[]> gradients)
    {
        using DisposeScope scope = NewDisposeScope();
        foreach ((Parameter parameter, float[] gradient) in _model.Learned.Zip(gradients)) parameter.grad = tensor(gradient, parameter.shape);
        optimizer.step();
    }

    private static List<float[]> Floats(DictValue held, string key) =>
        [.. ((ListValue)held[key]).Items.Select(item => ((TensorData)item).AsFloats().ToArray())];
}
