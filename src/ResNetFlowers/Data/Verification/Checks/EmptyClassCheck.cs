namespace ResNetFlowers.Data.Verification.Checks;

/// <summary>Classes without photos, and classes that a part of a split lacks.</summary>
internal static class EmptyClassCheck
{
    public static IEnumerable<Finding> Find(DatasetListing listing)
    {
        HashSet<(int, string)> filled = [.. listing.Photos.Select(photo => (photo.Part, photo.Class))];
        for (int part = 0; part < listing.Parts.Count; part++)
        {
            foreach (string name in listing.Classes)
            {
                if (filled.Contains((part, name))) continue;
                string problem = listing.Parts[part].Classes.Contains(name, StringComparer.Ordinal)
                    ? "has no photo; add some or remove the folder"
                    : "is missing; every part needs the same classes";
                yield return new Finding(FindingKind.EmptyClass, problem, [listing.Parts[part].PlaceOf(name)], []);
            }
        }
    }
}
