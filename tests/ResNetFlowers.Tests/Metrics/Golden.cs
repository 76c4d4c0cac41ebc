using System.Text.Json;
using ResNetFlowers.Metrics;

namespace ResNetFlowers.Tests.Metrics;

/// <summary>What other programs computed (golden/metrics.json, made by golden/make_metrics.py).</summary>
internal static class Golden
{
    public static JsonElement Read(string part)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "metrics.json")));
        return document.RootElement.GetProperty(part).Clone();
    }

    public static LabelledLogits Logits(JsonElement entry) => new(
        [.. entry.GetProperty("logits").EnumerateArray().Select(number => number.GetSingle())],
        [.. entry.GetProperty("labels").EnumerateArray().Select(number => number.GetInt32())],
        entry.GetProperty("classes").GetInt32());
}
