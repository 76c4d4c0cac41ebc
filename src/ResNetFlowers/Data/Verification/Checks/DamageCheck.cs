namespace ResNetFlowers.Data.Verification.Checks;

/// <summary>Pictures that are decoded in spite of damage: grey or shifted from some line on, as a rule.</summary>
internal static class DamageCheck
{
    public static IEnumerable<Finding> Find(IEnumerable<PhotoFacts> photos)
    {
        foreach (PhotoFacts facts in photos)
        {
            if (facts.Picture?.Flaw is not { } flaw) continue;
            yield return new Finding(FindingKind.Damaged, $"is damaged ({flaw})", [facts.Photo.Place], [facts.Photo.Place]);
        }
    }
}
