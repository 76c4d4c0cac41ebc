namespace ResNetFlowers.Formats.Safetensors;

/// <summary>What a safetensors header says of one tensor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What each element is.</param>
/// <param name="Shape">The length of each dimension, none negative.</param>
/// <param name="Begin">Where its first byte is, counted from the end of the header.</param>
/// <param name="End">Where its last byte ends, counted alike.</param>
internal sealed record SafetensorsEntry(string Name, ElementType Type, long[] Shape, long Begin, long End);
