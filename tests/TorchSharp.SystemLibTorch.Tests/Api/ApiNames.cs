using System.Globalization;

namespace TorchSharp.SystemLibTorch.Tests.Api;

/// <summary>How the lines of <see cref="ApiLines"/> name a type and write a default value.</summary>
internal static class ApiNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
    };

    /// <summary>
    /// A type's full name: <c>Outer.Inner&lt;T1, T2&gt;</c> with all type arguments at the end, <c>T?</c> for a nullable value type,
    /// <c>ref T</c> for a reference, keywords for the commonest types, the namespaces System and System.Collections.Generic left out.
    /// </summary>
    public static string Of(Type type)
    {
        if (Keywords.TryGetValue(type, out string? keyword)) return keyword;
        if (type.IsGenericParameter) return type.Name;
        if (type.IsByRef) return "ref " + Of(type.GetElementType()!);
        if (type.IsPointer) return Of(type.GetElementType()!) + "*";
        if (type.IsArray) return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (Nullable.GetUnderlyingType(type) is { } value) return Of(value) + "?";

        Type[] arguments = type.GetGenericArguments();
        return Path(type) + (arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments.Select(Of))}>");
    }

    /// <summary>A default value or an enum's value as written in the lines: enums as numbers, strings in quotes, structs' default as null.</summary>
    public static string Literal(object? value) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        string text => $"\"{text}\"",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string Path(Type type)
    {
        string name = type.Name.Split('`')[0];
        if (type.DeclaringType is not null) return $"{Path(type.DeclaringType)}.{name}";
        return type.Namespace is null or "System" or "System.Collections.Generic" ? name : $"{type.Namespace}.{name}";
    }
}
