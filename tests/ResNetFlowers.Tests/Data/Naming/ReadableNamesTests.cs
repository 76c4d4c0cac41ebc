using ResNetFlowers.Data.Naming;

namespace ResNetFlowers.Tests.Data.Naming;

public sealed class ReadableNamesTests : IDisposable
{
    private readonly TemporaryFolder _temp = new();

    private string Path => _temp.File("cat_to_name.json");

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void AClassWithoutANameIsShownByItsFolder()
    {
        ReadableNames names = Read("""{"b": " blue flag ", "a": "Gänseblümchen"}""", "a", "b", "c");
        Assert.Equal(["Gänseblümchen", "blue flag", "c"], new[] { "a", "b", "c" }.Select(names.Of));
        Assert.Null(names.Find("c"));
        Assert.Equal(2, names.Count);
        Assert.Null(names.Note);
    }

    [Fact]
    public void LeadingZerosOfNumbersMakeNoDifference()
    {
        ReadableNames names = Read("""{"1": "one", "002": "two", "10": "ten", "003": "three", "3": "other three", "x1": "no number"}""", "001", "2", "003", "0x1");
        Assert.Equal(["one", "two", "three", "0x1"], new[] { "001", "2", "003", "0x1" }.Select(names.Of));
    }

    [Fact]
    public void NamesOfNoClassAreNoted() => Assert.Equal(
        $"--names {Path}: names 4 of no class here (b, c, d, …)", Read("""{"a": "A", "e": "E", "d": "D", "c": "C", "b": "B"}""", "a").Note);

    [Fact]
    public void SharedNamesAreToldApart()
    {
        ReadableNames names = Read("""{"1": "rose", "2": "rose", "3": "tulip"}""", "1", "2", "3");
        Assert.Equal(["rose (1)", "rose (2)", "tulip"], new[] { "1", "2", "3" }.Select(names.Of));
    }

    [Fact]
    public void WithoutAFileTheOthersHold()
    {
        ReadableNames others = Read("""{"a": "A"}""", "a");
        Assert.Same(others, ReadableNames.Read(path: null, ["a"], others));
        File.WriteAllText(Path, """{"a": "new"}""");
        Assert.Equal("new", ReadableNames.Read(Path, ["a"], others).Of("a"));
    }

    [Theory]
    [InlineData("{\"a\": \"A\",\n \"b\": oops}", "is not JSON (line 2)")]
    [InlineData("", "is not JSON (line 1)")]
    [InlineData("[\"a\"]", "holds no object")]
    [InlineData("{\"a\": 1}", "the name of 'a' is no text")]
    [InlineData("{\"a\": \"\\ud800\"}", "holds half of a character")]
    [InlineData("{\"\\ud800\": \"A\"}", "holds half of a character")]
    [InlineData("{\"a\": null}", "the name of 'a' is no text")]
    [InlineData("{\"a\": \" \"}", "the name of 'a' is empty")]
    [InlineData("{\"a\": \"two\\nlines\"}", "the name of 'a' holds a control character")]
    [InlineData("{\"a\": \"A\", \"a\": \"B\"}", "names 'a' twice")]
    [InlineData("{}", "names none of the classes (a, b)")]
    [InlineData("{\"A\": \"x\", \"01\": \"y\"}", "names none of the classes (a, b)")]
    public void WhatHoldsNoNamesIsRefused(string text, string expected) => Refuses(() => Read(text, "a", "b"), expected);

    [Fact]
    public void AFileThatCannotBeReadIsRefused()
    {
        Refuses(() => ReadableNames.Read(Path, ["a"]), "no such file; give a JSON object of folder name to readable name");
        File.WriteAllBytes(Path, [(byte)'{', (byte)'"', 0xE9, (byte)'"', (byte)':', (byte)'"', (byte)'"', (byte)'}']);
        Refuses(() => ReadableNames.Read(Path, ["a"]), "is not UTF-8");
        using (FileStream large = File.Create(Path)) large.SetLength((16 << 20) + 1);
        Refuses(() => ReadableNames.Read(Path, ["a"]), "is larger than 16 MiB");
    }

    private ReadableNames Read(string text, params string[] classes)
    {
        File.WriteAllText(Path, text);
        return ReadableNames.Read(Path, classes);
    }

    private void Refuses(Action read, string expected)
    {
        string message = Assert.Throws<InputException>(read).Message;
        Assert.StartsWith($"--names {Path}: {expected}", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }
}
