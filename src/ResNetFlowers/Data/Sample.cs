namespace ResNetFlowers.Data;

/// <summary>One labelled photo of a data set.</summary>
/// <param name="Path">The file.</param>
/// <param name="Label">The index of its class in <see cref="ImageFolder.Classes"/>.</param>
public readonly record struct Sample(string Path, int Label);
