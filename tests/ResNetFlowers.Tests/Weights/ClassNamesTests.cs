using ResNetFlowers.Formats;
using ResNetFlowers.Weights;

namespace ResNetFlowers.Tests.Weights;

/// <summary>The names of a file's classes are found where we write them, and nothing else is taken for them.</summary>
public class ClassNamesTests
{
    [Fact]
    public void ACheckpointHasThemInAList() => Assert.Equal(["a", "b"], Find(new DictValue { ["classes"] = new ListValue(["a", "b"]) }));

    [Theory]
    [InlineData("[\"a\",\"ö\"]", "a ö")]
    [InlineData("[]", "")]
    [InlineData("[\"a\",null]", null)]
    [InlineData("[1]", null)]
    [InlineData("null", null)]
    [InlineData("five", null)]
    public void SafetensorsHasThemInJson(string json, string? expected)
    {
        IReadOnlyList<string>? names = Find(new DictValue(), json);
        Assert.Equal(expected, names is null ? null : string.Join(' ', names));
    }

    [Fact]
    public void OthersHaveNone()
    {
        Assert.Null(Find(new DictValue()));
        Assert.Null(Find(new ListValue(["a"])));
        Assert.Null(Find(new DictValue { ["classes"] = 5L }));
        Assert.Null(Find(new DictValue { ["classes"] = new ListValue(["a", 1L]) }));
    }

    private static IReadOnlyList<string>? Find(CheckpointValue root, string? json = null) => ClassNames.Find(
        root, json is null ? new Dictionary<string, string>(StringComparer.Ordinal) : new(StringComparer.Ordinal) { ["classes"] = json });
}
