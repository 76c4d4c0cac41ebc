using ResNetFlowers.Cli.Terminal;
using ResNetFlowers.Inference;

namespace ResNetFlowers.Cli.Tests.Terminal;

/// <summary>A prediction's line of JSON, member by member.</summary>
public class PredictionJsonTests
{
    [Fact]
    public void NamesDistanceAndUnknownAreThereWhereTheyAreKnown()
    {
        var prediction = new Prediction("a \"b\".jpg", [new("01", "pink primrose – ä", 0, 0.5f), new("02", null, 1, 0.25f)]) { Distance = 0.125f, IsUnknown = false };
        Assert.Equal(
            """{"path":"a \"b\".jpg","class":"01","name":"pink primrose – ä","probability":0.5,"distance":0.125,"unknown":false,"top":[{"class":"01","name":"pink primrose – ä","index":0,"probability":0.5},{"class":"02","index":1,"probability":0.25}]}""",
            PredictionJson.Of(prediction));
    }

    [Fact]
    public void WhatIsNotKnownIsLeftOutAndNoNumberIsAString() => Assert.Equal(
        """{"path":"a.jpg","class":"rose","probability":"NaN","top":[{"class":"rose","index":0,"probability":"NaN"}]}""",
        PredictionJson.Of(new Prediction("a.jpg", [new("rose", null, 0, float.NaN)])));

    [Fact]
    public void APhotoThatCannotBeReadHasNothingButAnError() =>
        Assert.Equal("""{"path":"a.jpg","error":"is cut short"}""", PredictionJson.Of(new Prediction("a.jpg", [], "is cut short")));
}
