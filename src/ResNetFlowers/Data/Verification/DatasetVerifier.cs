using ResNetFlowers.Data.Lists;
using ResNetFlowers.Data.Naming;
using ResNetFlowers.Data.Verification.Checks;

namespace ResNetFlowers.Data.Verification;

/// <summary>Examines a data set for whatever would harm training.</summary>
public static class DatasetVerifier
{
    /// <summary>
    /// Decodes every photo once, on all cores, and compares them all; with <see cref="VerifyOptions.Fix"/>, moves what is wrong aside.
    /// The answer does not depend on the number of cores.
    /// </summary>
    /// <param name="options">What to examine.</param>
    /// <param name="progress">Told after each photo, by one thread at a time.</param>
    /// <param name="cancellation">Stops the work; nothing has been moved then.</param>
    /// <exception cref="InputException">An option or the folder cannot be used, or a file cannot be moved.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static VerifyResult Verify(
        VerifyOptions options, IProgress<VerifyProgress>? progress = null, CancellationToken cancellation = default)
    {
        options.Validate();
        long giantPixels = options.MaxMegapixels * 1_000_000L;
        DatasetListing listing = ListFile.IsList(options.Data) ? DatasetListing.Read(options.Data) : DatasetListing.Scan(options.Data);
        ReadableNames names = ReadableNames.Read(options.Names, listing.Classes, ReadableNames.None);
        IReadOnlyList<PhotoFacts> photos = new PhotoInspector(giantPixels, options.MaxPixels).Inspect(listing.Photos, progress, cancellation);

        List<Finding> findings =
        [
            .. EmptyClassCheck.Find(listing),
            .. UnreadableCheck.Find(photos),
            .. DamageCheck.Find(photos),
            .. SizeCheck.Find(photos, options.MinSide, giantPixels),
            .. DuplicateCheck.Find(listing, photos),
            .. NearDuplicateCheck.Find(listing, photos),
            .. UnreadFormatCheck.Find(listing),
            .. ExtensionCheck.Find(photos),
            .. ImbalanceCheck.Find(listing),
        ];
        var result = new VerifyResult(
            options.Data,
            listing.Photos.Count,
            [.. listing.Parts.Select(part => part.Name)],
            Count(listing, names),
            ImageStatistics.Of(photos),
            [.. findings.OrderBy(finding => finding.Kind)],
            Moved: [],
            findings.Exists(finding => finding.Harms)) { Note = names.Note };
        return options.Fix ? Fix(result, listing) : result;
    }

    private static VerifyResult Fix(VerifyResult result, DatasetListing listing)
    {
        IReadOnlyList<MovedFile> moved = SetAside.Move(result.Data, [.. result.Offenders]);
        HashSet<string> gone = moved.Select(file => file.From).ToHashSet(StringComparer.Ordinal);
        DatasetListing left = listing with { Photos = [.. listing.Photos.Where(photo => !gone.Contains(photo.Place))] };

        // A class may have lost its last photo: the one harm that moving neither mends nor leaves as it was.
        Finding[] findings = [.. EmptyClassCheck.Find(left), .. result.Findings.Where(finding => finding.Kind != FindingKind.EmptyClass)];
        return result with
        {
            Findings = findings,
            Moved = moved,
            Harms = Array.Exists(findings, finding => finding.Harms && finding.Offenders.Count == 0),
        };
    }

    private static IReadOnlyList<ClassPhotos> Count(DatasetListing listing, ReadableNames names)
    {
        Dictionary<(int, string), int> counts = listing.Photos.CountBy(photo => (photo.Part, photo.Class)).ToDictionary();
        return
        [
            .. listing.Classes.Select(each => new ClassPhotos(each, [.. listing.Parts.Select((_, part) => counts.GetValueOrDefault((part, each)))])
            {
                Name = names.Find(each),
            }),
        ];
    }
}
