using ResNetFlowers.Training.Runs;

namespace ResNetFlowers.Tests.Training.Runs;

public sealed class PredictionsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("predictions.csv");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WhatIsWrittenIsReadAgain()
    {
        PredictionRow[] rows = [new("val/roses/a.jpg", "roses", "tulips", 0.5), new("val/Füchse, \"rot\"/ä\nb.jpg", "Füchse, \"rot\"", "Füchse, \"rot\"", 1)];
        PredictionsFile.Write(Path, rows);
        Assert.Equal(rows, PredictionsFile.Read(Path));
        Assert.Equal([false, true], rows.Select(row => row.IsHit));
    }

    [Fact]
    public void IsCsvInUtf8()
    {
        PredictionsFile.Write(Path, [new("a,b.jpg", "rösé", "x\"y", 0.25)]);
        Assert.Equal("path,true,predicted,probability\n\"a,b.jpg\",rösé,\"x\"\"y\",0.250000\n"u8, File.ReadAllBytes(Path));
    }

    [Theory]
    [InlineData("", "does not begin with the line 'path,true,predicted,probability'")]
    [InlineData("path,true,predicted,probability\na,b,c\n", "line 2 is none that 'train' wrote")]
    [InlineData("path,true,predicted,probability\na,b,c,d\n", "line 2 is none that 'train' wrote")]
    public void WhatIsNoneIsRefused(string text, string reason)
    {
        File.WriteAllText(Path, text);
        Assert.Equal($"{Path}: {reason}; 'flowers report RUN' writes it anew", Assert.Throws<InputException>(() => PredictionsFile.Read(Path)).Message);
    }

    [Fact]
    public void AMissingOneIsRefused() => Assert.Contains("is missing", Assert.Throws<InputException>(() => PredictionsFile.Read(Path)).Message, StringComparison.Ordinal);
}
