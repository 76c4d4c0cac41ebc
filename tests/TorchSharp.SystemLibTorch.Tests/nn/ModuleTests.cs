using System.Runtime.InteropServices;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.SystemLibTorch.Tests.Nn;

public class ModuleTests
{
    [Fact]
    public void ChildrenParametersAndBuffersAreFoundByTheirFields()
    {
        using var net = new Net();

        Assert.Equal(["scale", "first.weight", "first.bias", "norm.weight", "norm.bias", "rest.0.weight", "rest.0.bias"], net.named_parameters().Select(p => p.name));
        Assert.Equal(["offset", "norm.running_mean", "norm.running_var", "norm.num_batches_tracked"], net.named_buffers().Select(b => b.name));
        Assert.Equal(["first", "norm", "rest"], net.named_children().Select(c => c.name));
        Assert.All(net.parameters(), parameter => Assert.True(parameter.requires_grad));
        Assert.All(net.buffers(), buffer => Assert.False(buffer.requires_grad));
    }

    [Fact]
    public void TheStateDictHasTorchSharpsKeysInItsOrder()
    {
        using var net = new Net();

        Assert.Equal(
            ["scale", "first.weight", "first.bias", "norm.weight", "norm.bias", "rest.0.weight", "rest.0.bias", "offset", "norm.running_mean", "norm.running_var", "norm.num_batches_tracked"],
            net.state_dict().Keys);
    }

    [Fact]
    public void ALoadedStateGivesTheSameOutput()
    {
        using DisposeScope scope = NewDisposeScope();
        var net = new Net();
        var copy = new Net();
        Tensor x = arange(8, dtype: ScalarType.Float32).view(2, 4);

        (IList<string> missing, IList<string> unexpected) = copy.load_state_dict(net.state_dict());

        Assert.Empty(missing);
        Assert.Empty(unexpected);
        net.eval();
        copy.eval();
        Assert.Equal(net.call(x).data<float>().ToArray(), copy.call(x).data<float>().ToArray());
        Assert.NotSame(net.scale, copy.scale);
    }

    [Fact]
    public void AStrictLoadRefusesMissingAndUnexpectedKeysAndWrongShapes()
    {
        using DisposeScope scope = NewDisposeScope();
        var net = new Net();
        Dictionary<string, Tensor> missing = net.state_dict();
        missing.Remove("first.bias");
        Dictionary<string, Tensor> unexpected = net.state_dict();
        unexpected["second.bias"] = zeros([1]);
        Dictionary<string, Tensor> wrong = net.state_dict();
        wrong["first.bias"] = zeros([4]);

        Assert.ThrowsAny<Exception>(() => net.load_state_dict(missing));
        Assert.ThrowsAny<Exception>(() => net.load_state_dict(unexpected));
        Assert.ThrowsAny<Exception>(() => net.load_state_dict(wrong));
        Assert.Equal(["first.bias"], net.load_state_dict(missing, strict: false).Item1);
        Assert.Equal(["second.bias"], net.load_state_dict(unexpected, strict: false).Item2);
    }

    [Fact]
    public void TrainAndEvalReachEveryChild()
    {
        using var net = new Net();

        Assert.All(net.modules(), module => Assert.True(module.training));
        net.eval();
        Assert.All(net.modules(), module => Assert.False(module.training));
        net.train();
        Assert.All(net.modules(), module => Assert.True(module.training));
    }

    [Fact]
    public void AModuleTensorsOutliveTheScopeItWasMadeIn()
    {
        Net net;
        using (NewDisposeScope()) net = new Net();

        Assert.All(net.state_dict().Values, t => Assert.False(t.IsInvalid));
        net.Dispose();
    }

    [Fact]
    public void ADisposedModuleDisposesItsTensors()
    {
        var net = new Net();
        Tensor[] tensors = [.. net.state_dict().Values];

        net.Dispose();

        Assert.All(tensors, t => Assert.True(t.IsInvalid));
    }

    [Fact]
    public void ZeroGradForgetsGradients()
    {
        using DisposeScope scope = NewDisposeScope();
        var net = new Net();
        net.call(ones([2, 4])).sum().backward();
        Assert.All(net.parameters(), parameter => Assert.NotNull(parameter.grad));

        net.zero_grad();

        Assert.All(net.parameters(), parameter => Assert.Null(parameter.grad));
    }

    [Fact]
    public void AModuleMovesToAnotherType()
    {
        using var net = new Net();

        net.to(ScalarType.Float64);

        Assert.All(net.parameters(), parameter => Assert.Equal(ScalarType.Float64, parameter.dtype));
        Assert.All(net.parameters(), parameter => Assert.True(parameter.requires_grad));
    }

    [Fact]
    public void ASequentialCallsItsModulesInOrder()
    {
        using DisposeScope scope = NewDisposeScope();
        Sequential modules = Sequential(ReLU(), Flatten(), Identity());

        Expect.Values([1, 4], [0, 1, 0, 2], modules.call(tensor([-1f, 1, -2, 2], [1, 2, 2])));
        Assert.Throws<ExternalException>(() => Sequential(Linear(3, 2)).call(ones([1, 5])));
    }

    private sealed class Net : Module<Tensor, Tensor>
    {
        public readonly Parameter scale = new(ones([1]));
        private readonly Tensor offset = zeros([2]);
        private readonly Linear first = Linear(4, 3);
        private readonly BatchNorm2d norm = BatchNorm2d(3);
        private readonly Sequential rest = Sequential(Linear(3, 2), ReLU());

        public Net() : base("Net") => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            using Tensor hidden = first.call(input);
            using Tensor normal = norm.call(hidden.view(-1, 3, 1, 1));
            return rest.call(normal.flatten(1)) * scale + offset;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                scale.Dispose();
                offset.Dispose();
                first.Dispose();
                norm.Dispose();
                rest.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
