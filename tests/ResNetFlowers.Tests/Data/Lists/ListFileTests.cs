using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ResNetFlowers.Data.Lists;

namespace ResNetFlowers.Tests.Data.Lists;

public sealed class ListFileTests : IDisposable
{
    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("path,label\na.jpg,rose\nb.jpg,tulip\n")]
    [InlineData("a.jpg,rose\nb.jpg,tulip")]
    [InlineData("\"a.jpg\",\"rose\"\r\n\r\n\"b.jpg\",tulip\r\n")]
    [InlineData("a.jpg,rose\rb.jpg,tulip\r")]
    [InlineData("\uFEFFid, Label ,size,PATH\n7,rose,\"1,2\",a.jpg\n8,tulip,,b.jpg\n")]
    public void EveryFormOfCsvIsRead(string text) =>
        Assert.Equal([("a.jpg", "rose"), ("b.jpg", "tulip")], Read("list.csv", text).Select(row => (row.Path, row.Value)));

    [Fact]
    public void JsonLinesAreRead()
    {
        const string Text = "{\"path\": \"a \\u00e9.jpg\", \"label\": \"rose\", \"size\": [1, 2]}\r\n\n{\"label\":7,\"path\":\"b.jpg\"}";
        Assert.Equal([new(1, "a é.jpg", "rose"), new ListRow(3, "b.jpg", "7")], Read("list.jsonl", Text));
    }

    [Theory]
    [InlineData("list.csv", "path,label,split\na.jpg,rose,train\nb.jpg,tulip,val\n")]
    [InlineData("list.csv", "a.jpg,rose,train\nb.jpg,tulip,val\n")]
    [InlineData("list.csv", "split,path,label,size\ntrain,a.jpg,rose,1\nval,b.jpg,tulip,2\n")]
    [InlineData("list.jsonl", "{\"path\": \"a.jpg\", \"label\": \"rose\", \"split\": \"train\"}\n{\"split\": \"val\", \"path\": \"b.jpg\", \"label\": \"tulip\"}")]
    public void AThirdColumnIsReadWhereItIsWanted(string name, string text)
    {
        File.WriteAllText(_temp.File(name), text);
        Assert.Equal(
            [("a.jpg", "rose", "train"), ("b.jpg", "tulip", "val")],
            ListFile.Read(_temp.File(name), "label", "split").Select(row => (row.Path, row.Value, row.Extra)));
        if (text[0] != 'a') Assert.All(ListFile.Read(_temp.File(name), "label"), row => Assert.Null(row.Extra));
    }

    [Theory]
    [InlineData("list.csv", "a.jpg,rose")]
    [InlineData("list.jsonl", "{\"path\": \"a.jpg\", \"label\": \"rose\"}")]
    public void AThirdColumnMayBeMissing(string name, string text)
    {
        File.WriteAllText(_temp.File(name), text);
        Assert.Equal([new ListRow(1, "a.jpg", "rose")], ListFile.Read(_temp.File(name), "label", "split"));
    }

    [Fact]
    public void AnyTextComesBack()
    {
        Gen<string> text = Gen.Elements('a', ',', '"', '\n', '\r', ' ', 'é', '花').ArrayOf().Select(letters => "x" + new string(letters));
        Prop.ForAll(
            text.Zip(text).ListOf().Where(rows => rows.Count > 0).ToArbitrary(),
            rows =>
            {
                string csv = string.Concat(rows.Select(row => $"{Quoted(row.Item1)},{Quoted(row.Item2)}\r\n"));
                string json = string.Concat(rows.Select(row => JsonSerializer.Serialize(new { path = row.Item1, label = row.Item2 }) + "\n"));
                return Read("list.csv", csv).Select(row => (row.Path, row.Value)).SequenceEqual(rows)
                    && Read("list.ndjson", json).Select(row => (row.Path, row.Value)).SequenceEqual(rows);
            }).QuickCheckThrowOnFailure();
        static string Quoted(string value) => $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    [Fact]
    public void LinesAreCountedThroughQuotes() =>
        Refuses("list.csv", "a.jpg,\"two\r\nlines\"\nb.jpg,rose\n\n,rose", "list.csv: line 5: its path is empty");

    [Theory]
    [InlineData("", "lists nothing; give lines of path,label")]
    [InlineData("path,label\n", "lists nothing")]
    [InlineData("path,class\na.jpg,rose\n", "line 1: has a column 'path' but no 'label'")]
    [InlineData("a.jpg;rose\n", "line 1: has 1 fields, not path,label; separate with commas")]
    [InlineData("path,label\na,b.jpg,rose\n", "line 2: has 3 fields, not path,label")]
    [InlineData("path,label,x\na.jpg,rose\n", "line 2: has 2 fields, not the first line's 3")]
    [InlineData("a.jpg,\"rose\n", "line 1: has a quote that is never closed")]
    [InlineData("a.jpg,\"ro\"se\n", "line 1: goes on after a closing quote")]
    public void CsvThatIsNoListIsRefused(string text, string expected) => Refuses("list.csv", text, expected);

    [Theory]
    [InlineData("{\"path\": \"a.jpg\"}", "line 1: has no text or number \"label\"")]
    [InlineData("\n[\"a.jpg\"]", "line 2: has no text or number \"path\"")]
    [InlineData("{\"path\": \"\\ud800\", \"label\": 1}", "line 1: has no text or number \"path\"")]
    [InlineData("{\"path\": null, \"label\": 1}", "line 1: has no text or number \"path\"")]
    [InlineData("a.jpg,rose", "line 1: is not JSON")]
    public void JsonThatIsNoListIsRefused(string text, string expected) => Refuses("list.jsonl", text, expected);

    [Fact]
    public void FilesThatCannotBeListsAreRefused()
    {
        Refuses("list.csv", new string('x', CsvReader.MaxRecord + 1), "line 1: is longer than");
        Refuses("list.jsonl", new string('x', CsvReader.MaxRecord + 1), "line 1: is longer than");
        File.WriteAllBytes(_temp.File("latin.csv"), [(byte)'a', 0xE9, (byte)',', (byte)'b']);
        Assert.Contains("latin.csv: is not UTF-8", Message("latin.csv"), StringComparison.Ordinal);
        Assert.Contains("gone.csv: no such file", Message("gone.csv"), StringComparison.Ordinal);
    }

    private List<ListRow> Read(string name, string text)
    {
        File.WriteAllText(_temp.File(name), text, new UTF8Encoding(false));
        return ListFile.Read(_temp.File(name), "label");
    }

    private void Refuses(string name, string text, string expected)
    {
        string message = Assert.Throws<InputException>(() => Read(name, text)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    private string Message(string name) => Assert.Throws<InputException>(() => ListFile.Read(_temp.File(name), "label")).Message;
}
