using ResNetFlowers.Formats.Onnx.Runtime;

namespace ResNetFlowers.Tests.Export;

/// <summary>A test that runs a graph; skipped where there is no ONNX Runtime.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnnxRuntimeFactAttribute : FactAttribute
{
    public OnnxRuntimeFactAttribute() => Skip = OnnxRuntimeTheoryAttribute.Reason;
}

/// <summary>The same for several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnnxRuntimeTheoryAttribute : TheoryAttribute
{
    public OnnxRuntimeTheoryAttribute() => Skip = Reason;

    internal static string? Reason { get; } =
        OnnxRuntime.Find() is null ? $"no ONNX Runtime: scripts/onnxruntime.sh fetches one, {OnnxRuntime.Variable} names it" : null;
}
