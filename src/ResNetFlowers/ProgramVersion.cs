using System.Reflection;

namespace ResNetFlowers;

/// <summary>This program's version.</summary>
internal static class ProgramVersion
{
    /// <summary>As <c>0.1.0</c>, without what a build adds to it.</summary>
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
}
