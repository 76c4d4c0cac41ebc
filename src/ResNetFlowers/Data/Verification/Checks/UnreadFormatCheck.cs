namespace ResNetFlowers.Data.Verification.Checks;

/// <summary>Pictures that training passes over because of their format; a list names none.</summary>
internal static class UnreadFormatCheck
{
    public static IEnumerable<Finding> Find(DatasetListing listing)
    {
        if (!Directory.Exists(listing.Root)) yield break;
        foreach (string folder in listing.Parts.SelectMany(part => part.Classes.Select(part.PlaceOf)))
        {
            foreach (string path in UnreadFormats.Find(Path.Join(listing.Root, folder)))
            {
                string place = Path.GetRelativePath(listing.Root, path).Replace(Path.DirectorySeparatorChar, '/');
                yield return new Finding(FindingKind.UnreadFormat, UnreadFormats.Problem, [place], []);
            }
        }
    }
}
