using ResNetFlowers.Formats;
using ResNetFlowers.Formats.PyTorch;

namespace ResNetFlowers.Tests.Formats.PyTorch;

/// <summary>
/// What we write stays what PyTorch was seen to read: tests/golden/check_formats.py loads ours.pth with PyTorch, and this test says
/// that we still write these very bytes.
/// </summary>
public sealed class TorchFileBytesTests
{
    [Fact]
    public void AreThoseThatPyTorchWasSeenToRead()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "ours.pth");
        TorchFile.Write(path, Everything());
        Assert.True(
            File.ReadAllBytes(Golden.Path("ours.pth")).AsSpan().SequenceEqual(File.ReadAllBytes(path)),
            $"The bytes have changed: when tests/golden/check_formats.py {path} is content, make that file the golden one.");
    }

    // Every kind of value that PyTorch 1.13 loads with weights_only=True, so all but a Python float.
    private static DictValue Everything()
    {
        TensorData weight = TensorData.FromFloats([1, 2, 3, 4, 5, 6], [2, 3]);
        DictValue root = new()
        {
            ["arch"] = "resnet18",
            ["classes"] = new ListValue(["Löwenzahn", "🌼", ""]),
            ["nothing"] = NoneValue.Instance,
            ["flags"] = new TupleValue([true, false]),
            ["integers"] = new ListValue([0, 255, 256, 65535, 65536, -1, int.MinValue, 1L << 31, long.MinValue, long.MaxValue]),
            ["empty"] = new ListValue([new ListValue([]), new TupleValue([]), new DictValue()]),
            ["best_acc"] = TensorData.Scalar(0.75),
            ["mean"] = TensorData.FromFloats([0.485f, 0.456f, 0.406f], [3]),
            ["state_dict"] = new DictValue { ["fc.weight"] = weight, ["tied.weight"] = weight },
            ["optimizer"] = new DictValue { [0] = new DictValue { ["step"] = TensorData.Scalar(7) } },
            ["no_elements"] = TensorData.FromFloats([], [0, 3]),
            ["many"] = new ListValue([.. Enumerable.Range(0, 300).Select(i => (CheckpointValue)$"string {i}")]),
        };
        foreach (ElementType type in Enum.GetValues<ElementType>())
        {
            byte[] bytes = [.. Enumerable.Range(0, 3 * type.Size()).Select(i => (byte)(type == ElementType.Bool ? i & 1 : i))];
            root[$"{type}"] = new TensorData(type, [3, 1], bytes);
        }

        return root;
    }
}
