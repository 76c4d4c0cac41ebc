namespace ResNetFlowers.Data.Verification.Checks;

/// <summary>Pictures too small to show anything, or so large that they only cost time and memory.</summary>
internal static class SizeCheck
{
    /// <param name="photos">The photos.</param>
    /// <param name="minSide">Pixels; a side below is too small.</param>
    /// <param name="maxPixels">More are too many.</param>
    public static IEnumerable<Finding> Find(IEnumerable<PhotoFacts> photos, int minSide, long maxPixels)
    {
        foreach (PhotoFacts facts in photos)
        {
            if (facts.Picture is not { } picture) continue;
            string place = facts.Photo.Place;
            string problem = $"is {picture.Width}x{picture.Height}";
            if (Math.Min(picture.Width, picture.Height) < minSide) yield return new Finding(FindingKind.Tiny, problem, [place], [place]);
            if ((long)picture.Width * picture.Height > maxPixels) yield return new Finding(FindingKind.Giant, problem, [place], []);
        }
    }
}
