using System.Xml.Linq;
using ResNetFlowers.Metrics;
using ResNetFlowers.Reports;
using ResNetFlowers.Reports.Charts;

namespace ResNetFlowers.Tests.Reports.Charts;

/// <summary>Charts are well-formed, show every number, and say in words what they show.</summary>
public class ChartTests
{
    [Fact]
    public void ALineHasAPointAnEpoch()
    {
        XElement svg = Parse(LineChart.Draw("Loss", [new Series("training", "first", [3, 2, 1]), new Series("validation", "second", [3, 2.5, double.NaN])], best: 2, percent: false));
        Assert.Equal(5, Count(svg, "circle"));
        Assert.Equal([3, 2], svg.Elements(Svg + "polyline").Select(line => line.Attribute("points")!.Value.Split(' ').Length));
        Assert.Contains("best: epoch 2", svg.Value, StringComparison.Ordinal);
        Assert.Equal("Loss, 3 epochs: training from 3 to 1; validation from 3 to NaN", svg.Attribute("aria-label")!.Value);
    }

    [Fact]
    public void OneEpochIsAChartToo() => Assert.Equal(1, Count(Parse(LineChart.Draw("Accuracy", [new Series("a", "first", [0.5])], best: 1, percent: true)), "circle"));

    [Fact]
    public void ManyEpochsHaveNoPoints() => Assert.Equal(0, Count(Parse(LineChart.Draw("Loss", [new Series("a", "first", [.. Enumerable.Repeat(1.0, 300)])], best: 0, percent: false)), "circle"));

    [Fact]
    public void LowerNumbersAreLowerDown()
    {
        XElement svg = Parse(LineChart.Draw("Loss", [new Series("a", "first", [2, 1])], best: 0, percent: false));
        double[] heights = [.. svg.Elements(Svg + "circle").Select(circle => double.Parse(circle.Attribute("cy")!.Value, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.True(heights[1] > heights[0]);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(60)]
    public void AMatrixHasARectangleForEachCellThatIsNotEmpty(int classes)
    {
        ReportData data = FakeReport.Data([.. FakeReport.SixtyNames.Take(classes)], perClass: 8);
        int filled = data.Evaluation.Confusion.Rows().Sum(row => row.Count(count => count > 0));
        XElement svg = Parse(MatrixChart.Draw(data.Evaluation.Confusion, data.Names));
        // One more is the ground.
        Assert.Equal(filled + 1, Count(svg, "rect"));
        Assert.Equal(2 * classes, svg.Elements(Svg + "text").Count(text => text.Value.StartsWith("flower number", StringComparison.Ordinal)));
    }

    [Fact]
    public void TheCalibrationShowsBothCurves()
    {
        var before = CalibrationCurve.Of([0.9, 0.9, 0.3], [true, false, false]);
        var after = CalibrationCurve.Of([0.6, 0.6, 0.3], [true, false, false]);
        Assert.Equal(4, Count(Parse(CalibrationChart.Draw(before, after)), "circle"));
    }

    [Fact]
    public void TextIsText()
    {
        var svg = new SvgWriter(10, 10, "a \"b\" & <c>");
        svg.Text(1, 2, "<script>&\"");
        XElement parsed = Parse(svg);
        Assert.Equal("<script>&\"", parsed.Element(Svg + "text")!.Value);
        Assert.Equal("a \"b\" & <c>", parsed.Attribute("aria-label")!.Value);
    }

    [Fact]
    public void AFileHoldsItsOwnStyles()
    {
        string document = new SvgWriter(10, 10, "").Document();
        XElement style = XElement.Parse(document).Element(Svg + "style")!;
        Assert.Contains("prefers-color-scheme: dark", style.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("<style", new SvgWriter(10, 10, "").Inline(), StringComparison.Ordinal);
    }

    private static XNamespace Svg => "http://www.w3.org/2000/svg";

    private static XElement Parse(SvgWriter svg) => XElement.Parse(svg.Document());

    private static int Count(XElement svg, string name) => svg.Elements(Svg + name).Count();
}
