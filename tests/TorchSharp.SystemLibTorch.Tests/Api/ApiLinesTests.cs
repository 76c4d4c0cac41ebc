using TorchSharp.SystemLibTorch.Tests.Api.Samples;

namespace TorchSharp.SystemLibTorch.Tests.Api;

public class ApiLinesTests
{
    private const string Namespace = "TorchSharp.SystemLibTorch.Tests.Api.Samples.";

    [Fact]
    public void AnEnumShowsItsValues() => Shows(typeof(Sampled), "Sampled", "enum", "First = 3", "Second = -1");

    [Fact]
    public void AnInterfaceShowsItsMembersAsAbstract()
        => Shows(typeof(ISampled<>), "ISampled<T>", "interface", "abstract void Take(T value)", "long Length { get; }");

    [Fact]
    public void ADelegateIsTheClassThatTheCompilerMakesOfIt()
        => Shows(
            typeof(Chosen),
            "Chosen",
            "class : MulticastDelegate",
            "new(object object, IntPtr method)",
            "virtual IAsyncResult BeginInvoke(int id, AsyncCallback callback, object object)",
            "virtual bool EndInvoke(IAsyncResult result)",
            "virtual bool Invoke(int id)");

    [Fact]
    public void AStructShowsItsFields() => Shows(typeof(Pair), "Pair", "struct", $"static {Namespace}Pair Empty", "double First");

    [Fact]
    public void AnAbstractClassShowsWhatADerivedClassSees()
        => Shows(
            typeof(Parent),
            "Parent",
            "abstract class",
            "static string Title",
            "protected long[] _sizes",
            $"protected new(string name, {Namespace}Sampled kind = 3)",
            $"abstract void Must(out ref {Namespace}Pair pair, ref int count)",
            $"virtual int? May(double epsilon = 1E-08, float factor = 0.5, long? step = null, {Namespace}Pair pair = null)",
            "protected virtual void Dispose(bool disposing)");

    [Fact]
    public void AClassShowsWhatItAddsAndOverrides()
        => Shows(
            typeof(Child<>),
            "Child<T>",
            $"class : {Namespace}Parent",
            "new()",
            "protected override void Finalize()",
            "int Count { get; }",
            "static bool Shared { get; set; }",
            "T this[long[] indices] { get; }",
            $"static {Namespace}Child<T> op_Implicit(T[] values)",
            $"static {Namespace}Child<T> op_Addition({Namespace}Child<T> left, IList<T> right)",
            $"override void Must(out ref {Namespace}Pair pair, ref int count)",
            "void Dispose()",
            "IEnumerator<T> GetEnumerator()",
            "TResult Map<TResult>(Func<T, ValueTuple<int, TResult>[,]> map, Int16 width = 4, Char mark = L, params string[] names)");

    [Fact]
    public void ANestedTypeBearsAllTypeArgumentsAtItsEnd()
        => Shows(
            typeof(Child<>.Node<>),
            "Child.Node<T, TKey>",
            "class",
            "new()",
            $"{Namespace}Child.Node<T, TKey> Next {{ get; set; }}",
            "Dictionary<string, ValueTuple<T, bool?>> Items { get; set; }");

    [Fact]
    public void AnExtensionMethodShowsItsThis()
        => Shows(
            typeof(Extensions),
            "Extensions",
            "static class",
            "static string Shout(this string text, string mark = \"!\", bool twice = true, System.IO.Stream stream = null)");

    [Fact]
    public void AnAssemblysLinesLeaveOutHiddenTypesAndExemptNamespaces()
    {
        IReadOnlyList<string> all = ApiLines.Of(typeof(Pair).Assembly, exempt: "None");

        Assert.Contains(Namespace + "Pair :: struct", all);
        Assert.DoesNotContain(all, line => line.Contains("Child.Hidden", StringComparison.Ordinal));
        Assert.DoesNotContain(all, line => line.Contains(".ApiNames", StringComparison.Ordinal));
        Assert.DoesNotContain(ApiLines.Of(typeof(Pair).Assembly, exempt: "TorchSharp.SystemLibTorch.Tests.Api"), line => line.StartsWith(Namespace, StringComparison.Ordinal));
        Assert.NotEmpty(ApiLines.Of(typeof(Pair).Assembly, exempt: "TorchSharp.SystemLibTorch.Tests.A"));
    }

    private static void Shows(Type type, string name, params string[] members)
        => Assert.Equal(
            members.Select(member => $"{Namespace}{name} :: {member}").Order(StringComparer.Ordinal),
            ApiLines.Of(type).Order(StringComparer.Ordinal));
}
