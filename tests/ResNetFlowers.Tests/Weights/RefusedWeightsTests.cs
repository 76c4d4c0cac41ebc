using ResNetFlowers.Formats;
using ResNetFlowers.Formats.PyTorch;
using ResNetFlowers.Models;
using ResNetFlowers.Tests.Training.Checkpoints;
using ResNetFlowers.Weights;

namespace ResNetFlowers.Tests.Weights;

/// <summary>Weights that do not fit are refused in one line, and the network stays as it was.</summary>
[Collection(CheckpointCollection.Name)]
public sealed class RefusedWeightsTests : IDisposable
{
    private readonly CheckpointFixture _fixture;
    private readonly ResNet _model = new(ResNetVariant.Named("resnet18"), TinyPhotos.Classes.Count);
    private readonly DictValue _weights;

    public RefusedWeightsTests(CheckpointFixture fixture)
    {
        _fixture = fixture;
        _weights = TestWeights.Of(fixture.Model);
    }

    public void Dispose() => _model.Dispose();

    [Fact]
    public void AnotherShape()
    {
        _weights["layer4.1.bn2.weight"] = TensorData.FromFloats(new float[256], [256]);
        Refused(_weights, "layer4.1.bn2.weight is [256], but [512] in resnet18; give weights of that network, or --arch the network that they are of");
    }

    [Fact]
    public void AnotherNumberOfChannels()
    {
        _weights["conv1.weight"] = TensorData.FromFloats(new float[64 * 49], [64, 1, 7, 7]);
        Refused(_weights, "conv1.weight is [64, 1, 7, 7], but [64, 3, 7, 7] in resnet18; give weights of that network, or --arch the network that they are of");
    }

    [Fact]
    public void AClassifierThatDiffersInMoreThanItsClasses()
    {
        _weights["fc.weight"] = TensorData.FromFloats(new float[1000 * 4], [1000, 4]);
        Refused(_weights, "fc.weight is [1000, 4], but [3, 512] in resnet18; give weights of that network, or --arch the network that they are of");
    }

    [Fact]
    public void WholeNumbers()
    {
        _weights["bn1.weight"] = new TensorData(ElementType.Int8, [64], new byte[64]);
        Refused(_weights, "bn1.weight holds Int8, not floating-point numbers; give weights that are not quantised");
    }

    [Theory]
    [InlineData(float.NaN, 0)]
    [InlineData(float.PositiveInfinity, 61)]
    [InlineData(float.NegativeInfinity, 63)]
    public void NumbersThatAreNone(float value, int index)
    {
        float[] numbers = new float[64];
        numbers[index] = value;
        _weights["bn1.bias"] = TensorData.FromFloats(numbers, [64]);
        Refused(_weights, "bn1.bias holds numbers that are infinite or none at all (NaN); give weights of a training that went well");
    }

    [Fact]
    public void HalvesThatAreNone()
    {
        byte[] numbers = new byte[128];
        numbers[^1] = 0x7c;
        _weights["bn1.bias"] = new TensorData(ElementType.Float16, [64], numbers);
        Refused(_weights, "bn1.bias holds numbers that are infinite or none at all (NaN); give weights of a training that went well");
    }

    [Fact]
    public void MostIsMissing() => Refused(
        _weights.Without(name => !name.StartsWith("layer1", StringComparison.Ordinal)),
        "82 of the 102 tensors of resnet18 are not in it (conv1.weight, bn1.weight, bn1.bias, …), it holds " +
        "layer1.0.conv1.weight, layer1.0.bn1.weight, layer1.0.bn1.bias, …; give weights of that network, or --arch the network that they are of");

    [Fact]
    public void NothingFits() => Refused(
        new DictValue { ["a\u001b[31m"] = TensorData.Scalar(1) },
        "102 of the 102 tensors of resnet18 are not in it (conv1.weight, bn1.weight, bn1.bias, …), it holds a?[31m; " +
        "give weights of that network, or --arch the network that they are of");

    [Fact]
    public void NoTensors()
    {
        const string Mend = ", neither at its top nor under state_dict, model, model_state_dict; give a file that a network's state_dict() was saved to";
        Refused(new ListValue([]), $"holds no dict{Mend}");
        Refused(new DictValue(), $"holds no tensors by name{Mend}");
        Refused(new DictValue { [0L] = TensorData.Scalar(1), ["model"] = new DictValue { ["a"] = "b" } }, $"holds no tensors by name{Mend}");
    }

    [Fact]
    public void AFileOfAnotherKind()
    {
        string path = _fixture.Beside("page.pth");
        File.WriteAllText(path, "<html>");
        Assert.StartsWith($"{path}: ", Assert.Throws<InputException>(() => WeightLoader.Load(path, _model)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ADamagedByte()
    {
        string path = _fixture.Beside("damaged-weights.pth");
        TorchFile.Write(path, _weights);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
        byte[] before = _model.state_dict()["conv1.weight"].bytes.ToArray();
        Assert.StartsWith($"{path}: is damaged (", Assert.Throws<InputException>(() => WeightLoader.Load(path, _model)).Message, StringComparison.Ordinal);
        Assert.Equal(before, _model.state_dict()["conv1.weight"].bytes.ToArray());
    }

    private void Refused(CheckpointValue root, string reason)
    {
        Dictionary<string, byte[]> before = _model.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.bytes.ToArray(), StringComparer.Ordinal);
        InputException exception = Assert.Throws<InputException>(() => TestWeights.Load(root, _model));
        Assert.Equal($"file.pth: {reason}", exception.Message);
        Assert.All(_model.state_dict(), entry => Assert.True(entry.Value.bytes.SequenceEqual(before[entry.Key]), entry.Key));
    }
}
