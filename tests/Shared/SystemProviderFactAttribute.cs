namespace ResNetFlowers.Testing;

/// <summary>
/// A test of what the binding has beyond TorchSharp, or instead: automatic casts, graphs, libtorch's words about itself, all cores at once.
/// Skipped where TorchSharp stands in its place.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SystemProviderFactAttribute : FactAttribute
{
    public SystemProviderFactAttribute() => Skip = SystemProviderTheoryAttribute.Reason;
}

/// <summary>The same for several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SystemProviderTheoryAttribute : TheoryAttribute
{
    public SystemProviderTheoryAttribute() => Skip = Reason;

    internal static string? Reason { get; } =
        File.Exists(Path.Combine(AppContext.BaseDirectory, "TorchSharp.SystemLibTorch.dll")) ? null : "the system provider alone has it";
}
