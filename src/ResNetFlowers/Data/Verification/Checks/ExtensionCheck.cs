using ResNetFlowers.Imaging;

namespace ResNetFlowers.Data.Verification.Checks;

/// <summary>Names that promise another format than the file has; other programs go by the name.</summary>
internal static class ExtensionCheck
{
    public static IEnumerable<Finding> Find(IEnumerable<PhotoFacts> photos)
    {
        foreach (PhotoFacts facts in photos)
        {
            if (facts.Picture is not { } picture || ImageFormats.FromExtension(facts.Photo.Path) == picture.Format) continue;
            yield return new Finding(FindingKind.WrongExtension, $"is a {ImageHeader.Name(picture.Format)}", [facts.Photo.Place], []);
        }
    }
}
