using System.Text.Json;
using TorchSharp;

namespace ResNetFlowers.Tests.Models;

/// <summary>What PyTorch computed (golden/models, made by golden/make_models.py), and the comparison with it.</summary>
internal static class Golden
{
    public static JsonElement Read(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "models", name + ".json")));
        return document.RootElement.Clone();
    }

    /// <summary>Compares logits [N, classes] with a sample of each row and its l2 norm.</summary>
    public static void LogitsAre(JsonElement golden, torch.Tensor logits, double tolerance)
    {
        Assert.Equal(golden.GetArrayLength(), logits.shape[0]);
        int classes = (int)logits.shape[1];
        float[] all = Floats(logits);
        int row = 0;
        foreach (JsonElement expected in golden.EnumerateArray())
        {
            float[] actual = all[(row * classes)..((row + 1) * classes)];
            double[] sample = Numbers(expected.GetProperty("sample"));
            int stride = classes / sample.Length;
            for (int i = 0; i < sample.Length; i++) Close(sample[i], actual[i * stride], tolerance, $"image {row}, class {i * stride}");
            Close(expected.GetProperty("l2").GetDouble(), Norm(actual), tolerance * Math.Sqrt(classes), $"image {row}, l2");
            row++;
        }
    }

    /// <summary>Compares tensors, by name, as <see cref="TensorIs"/> does.</summary>
    public static void TensorsAre(JsonElement golden, IEnumerable<(string Name, torch.Tensor Tensor)> tensors, double tolerance)
    {
        Dictionary<string, torch.Tensor> actual = tensors.ToDictionary(pair => pair.Name, pair => pair.Tensor, StringComparer.Ordinal);
        Assert.Equal(golden.EnumerateObject().Select(entry => entry.Name), actual.Keys);
        foreach (JsonProperty entry in golden.EnumerateObject()) TensorIs(entry.Value, entry.Name, actual[entry.Name], tolerance);
    }

    /// <summary>
    /// Compares a tensor with its mean, l2 norm, first two and last two values. The norm may differ by the tolerance in one value of
    /// every thousand, in the same direction.
    /// </summary>
    public static void TensorIs(JsonElement golden, string name, torch.Tensor tensor, double tolerance)
    {
        double[] expected = Numbers(golden);
        float[] values = Floats(tensor);
        double spread = tolerance * Math.Max(1, Math.Sqrt(values.Length / 1000.0));
        Close(expected[0], values.Average(value => (double)value), tolerance, name + ", mean");
        Close(expected[1], Norm(values), spread + 1e-7 * expected[1], name + ", l2");
        float[] ends = [.. values[..2], .. values[^2..]];
        for (int i = 0; i < ends.Length; i++) Close(expected[i + 2], ends[i], tolerance, $"{name}, end {i}");
    }

    public static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];

    public static double Norm(float[] values) => Math.Sqrt(values.Sum(value => (double)value * value));

    public static float[] Floats(torch.Tensor tensor)
    {
        using torch.Tensor plain = tensor.detach().contiguous();
        return plain.data<float>().ToArray();
    }

    public static void Close(double expected, double actual, double tolerance, string what)
        => Assert.True(Math.Abs(expected - actual) <= tolerance, $"{what}: {actual:R} instead of {expected:R}, more than {tolerance:R} away");
}
