namespace ResNetFlowers.Formats.Onnx.Runtime;

/// <summary>ONNX Runtime cannot load or run a graph.</summary>
/// <param name="message">The library's own words.</param>
public sealed class OnnxRuntimeException(string message) : Exception(message);
