using System.Reflection;
using System.Runtime.CompilerServices;

namespace TorchSharp.SystemLibTorch.Tests.Api;

/// <summary>
/// Renders what a type shows to other people's code (its public and protected members), one line a member:
/// <c>Namespace.Type :: static T Name(Type name = default)</c>. Two assemblies are source compatible where their lines are equal.
/// </summary>
/// <remarks>
/// What the lines leave out: nullable annotations, tuple names, generic constraints, sealed, readonly, interfaces, attributes,
/// and the virtual or override of a property.
/// </remarks>
internal static class ApiLines
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The lines of every visible type of an assembly, but for the namespaces under <paramref name="exempt"/>, sorted.</summary>
    public static IReadOnlyList<string> Of(Assembly assembly, string exempt)
        => [.. assembly.GetTypes()
            .Where(type => IsVisible(type) && !IsUnder(type.Namespace, exempt))
            .SelectMany(type => Of(type, exempt))
            .Order(StringComparer.Ordinal)];

    /// <summary>
    /// The lines of one type, unsorted. A base in the namespaces under <paramref name="exempt"/> is not there for other
    /// people's code: its members count as the type's own, and its base as the type's base.
    /// </summary>
    public static IEnumerable<string> Of(Type type, string? exempt = null)
    {
        string prefix = ApiNames.Of(type) + " :: ";
        Type? parent = type.BaseType;
        foreach (string member in Members(type)) yield return prefix + member;
        for (; parent is not null && IsUnder(parent.Namespace, exempt); parent = parent.BaseType)
        {
            foreach (string member in Members(parent, constructors: false)) yield return prefix + member;
        }

        yield return prefix + Header(type, parent);
    }

    private static bool IsUnder(string? name, string? exempt)
        => name is not null && exempt is not null && (name == exempt || name.StartsWith(exempt + ".", StringComparison.Ordinal));

    private static bool IsVisible(Type type)
        => type.DeclaringType is null
            ? type.IsPublic
            : (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType);

    private static bool IsVisible(MethodBase? method)
        => method is not null && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly);

    private static string Header(Type type, Type? parent)
    {
        if (type.IsEnum) return "enum";
        if (type.IsInterface) return "interface";
        if (type.IsValueType) return "struct";
        string kind = type switch
        {
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            _ => "class",
        };
        return parent is null || parent == typeof(object) ? kind : $"{kind} : {ApiNames.Of(parent)}";
    }

    private static IEnumerable<string> Members(Type type, bool constructors = true)
    {
        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => $"{field.Name} = {ApiNames.Literal(field.GetRawConstantValue())}");
        }

        return type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly).Select(Field)
            .Concat(type.GetConstructors(Declared).Where(constructor => constructors && !constructor.IsStatic && IsVisible(constructor)).Select(Constructor))
            .Concat(type.GetProperties(Declared).Where(property => property.GetAccessors(true).Any(IsVisible)).Select(Property))
            .Concat(type.GetEvents(Declared).Where(entry => IsVisible(entry.AddMethod)).Select(Event))
            .Concat(type.GetMethods(Declared).Where(method => IsVisible(method) && IsOrdinary(method)).Select(Method));
    }

    /// <summary>Neither an accessor (its property stands for it) nor a name that no C# can write; operators are ordinary.</summary>
    private static bool IsOrdinary(MethodInfo method)
        => (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) && !method.Name.Contains('<');

    private static string Field(FieldInfo field)
        => $"{Protected(field.IsPublic)}{Static(field.IsStatic)}{ApiNames.Of(field.FieldType)} {field.Name}";

    private static string Constructor(ConstructorInfo constructor)
        => $"{Protected(constructor.IsPublic)}new({Parameters(constructor)})";

    private static string Event(EventInfo entry)
        => $"{Protected(entry.AddMethod!.IsPublic)}{Static(entry.AddMethod.IsStatic)}event {ApiNames.Of(entry.EventHandlerType!)} {entry.Name}";

    private static string Property(PropertyInfo property)
    {
        MethodInfo[] visible = [.. property.GetAccessors(true).Where(IsVisible)];
        string accessors = (IsVisible(property.GetMethod) ? "get; " : "") + (IsVisible(property.SetMethod) ? "set; " : "");
        string indices = string.Join(", ", property.GetIndexParameters().Select(index => $"{ApiNames.Of(index.ParameterType)} {index.Name}"));
        string name = indices.Length == 0 ? property.Name : $"this[{indices}]";
        return $"{Protected(visible.Any(accessor => accessor.IsPublic))}{Static(visible[0].IsStatic)}{ApiNames.Of(property.PropertyType)} {name} {{ {accessors}}}";
    }

    private static string Method(MethodInfo method)
    {
        string generics = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(ApiNames.Of))}>" : "";
        return $"{Protected(method.IsPublic)}{Static(method.IsStatic)}{Inheritance(method)}{ApiNames.Of(method.ReturnType)} {method.Name}{generics}({Parameters(method)})";
    }

    /// <summary>A method that implements an interface is virtual and final in the metadata, and ordinary in the source.</summary>
    private static string Inheritance(MethodInfo method) => method switch
    {
        { IsVirtual: false } => "",
        { IsAbstract: true } => "abstract ",
        _ when (method.Attributes & MethodAttributes.VtableLayoutMask) == MethodAttributes.ReuseSlot => "override ",
        { IsFinal: true } => "",
        _ => "virtual ",
    };

    private static string Parameters(MethodBase method)
    {
        bool extension = method.IsDefined(typeof(ExtensionAttribute), false);
        return string.Join(", ", method.GetParameters().Select(parameter => (extension && parameter.Position == 0 ? "this " : "") + Parameter(parameter)));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        string modifier = parameter.IsOut && parameter.ParameterType.IsByRef ? "out "
            : parameter.IsDefined(typeof(ParamArrayAttribute), false) || parameter.IsDefined(typeof(ParamCollectionAttribute), false) ? "params "
            : "";
        string value = parameter.HasDefaultValue ? " = " + ApiNames.Literal(parameter.RawDefaultValue) : "";
        return $"{modifier}{ApiNames.Of(parameter.ParameterType)} {parameter.Name}{value}";
    }

    private static string Protected(bool isPublic) => isPublic ? "" : "protected ";

    private static string Static(bool isStatic) => isStatic ? "static " : "";
}
