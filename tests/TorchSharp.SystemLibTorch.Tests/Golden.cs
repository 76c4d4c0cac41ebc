using System.Text.Json;

namespace TorchSharp.SystemLibTorch.Tests;

/// <summary>What PyTorch computed: golden/models, made by golden/make_models.py.</summary>
internal static class Golden
{
    public static JsonElement Read(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "models", name + ".json")));
        return document.RootElement.Clone();
    }

    public static float[] Floats(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetSingle())];
}
