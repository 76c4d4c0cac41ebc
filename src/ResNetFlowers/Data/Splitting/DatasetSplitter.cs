namespace ResNetFlowers.Data.Splitting;

/// <summary>Splits a folder of photos into photos to train on, to validate on and, if asked, to test on.</summary>
public static class DatasetSplitter
{
    /// <summary>
    /// Puts ⌊n × val⌋ photos of each class, drawn at random, into <c>OUT/val/CLASS</c>, ⌊n × test⌋ into <c>OUT/test/CLASS</c> and
    /// the rest into <c>OUT/train/CLASS</c>, and writes the record <c>OUT/split.json</c>. Either all of it is done or nothing. Exact
    /// copies of a photo stay in one part, though that part be a little smaller for it.
    /// </summary>
    /// <param name="options">What to split, and how.</param>
    /// <param name="progress">Told after each photo.</param>
    /// <param name="cancellation">Stops the work; nothing is left behind.</param>
    /// <exception cref="InputException">An option or a folder cannot be used; the message names it and the mend.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static SplitResult Split(
        SplitOptions options, IProgress<SplitProgress>? progress = null, CancellationToken cancellation = default)
    {
        options.Validate();
        ImageFolder folder = ImageFolder.Scan(options.Source);
        string output = RealPath.Of(options.Out);
        RequireApart(options);

        IReadOnlyList<IReadOnlyList<int>> copies = ExactCopies.Find([.. folder.Samples.Select(sample => sample.Path)], cancellation);
        (List<Placement> placements, List<ClassCounts> counts) = SplitPlan.Make(folder, copies, options);
        string[] files = [.. placements.Select(placement => placement.Target).Order(StringComparer.Ordinal)];

        string source = Path.GetFullPath(options.Source);
        var manifest = new SplitManifest
        {
            Source = source,
            Seed = options.Seed,
            Val = options.Val,
            Test = options.Test,
            Mode = options.Mode,
            Classes = counts,
            Files = files,
        };
        try
        {
            using SplitFolder target = SplitFolder.Open(output, options.Force);
            Build(target.Staged, placements, options.Mode, progress, cancellation);
            manifest.Write(target.Staged);
            target.Commit(files);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"--out {options.Out}: cannot be written ({e.Message}); choose a folder with room that you may write", e);
        }

        return new SplitResult(
            source,
            output,
            counts.Sum(each => each.Train),
            counts.Sum(each => each.Val),
            counts.Sum(each => each.Test),
            counts,
            [.. WarnOfCopies(options, folder, copies), .. WarnOfSmallClasses(options, counts)]);
    }

    private static void Build(
        string staged, List<Placement> placements, SplitMode mode, IProgress<SplitProgress>? progress, CancellationToken cancellation)
    {
        for (int i = 0; i < placements.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            string path = Path.Join(staged, placements[i].Target);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            PhotoPlacer.Place(placements[i].Source, path, mode);
            progress?.Report(new SplitProgress(i + 1, placements.Count));
        }
    }

    private static void RequireApart(SplitOptions options)
    {
        if (RealPath.IsInside(options.Out, options.Source))
        {
            throw new InputException($"--out {options.Out}: lies inside the photos' folder {options.Source}; choose a folder beside it");
        }

        if (RealPath.IsInside(options.Source, options.Out))
        {
            throw new InputException($"--out {options.Out}: holds the photos' folder {options.Source}; choose a folder beside it");
        }
    }

    private static IEnumerable<string> WarnOfCopies(SplitOptions options, ImageFolder folder, IReadOnlyList<IReadOnlyList<int>> copies)
    {
        if (copies.Count == 0) yield break;
        int contradictory = copies.Count(group => group.Select(index => folder.Samples[index].Label).Distinct().Count() > 1);
        string trained = contradictory == 0 ? "" : $", {contradictory} of them, which stand in several classes, in train";
        string photos = copies.Count == 1 ? "1 photo has" : $"{copies.Count} photos have";
        yield return $"{photos} exact copies; copies stay on one side{trained}; 'flowers verify {options.Source}' names them";
    }

    private static List<string> WarnOfSmallClasses(SplitOptions options, List<ClassCounts> counts)
    {
        var warnings = new List<string>();
        foreach (ClassCounts each in counts)
        {
            if (options.Val > 0 && each.Val == 0) warnings.Add(TooFew(each, "val"));
            if (options.Test > 0 && each.Test == 0) warnings.Add(TooFew(each, "test"));
        }

        return warnings;

        static string TooFew(ClassCounts each, string part) =>
            $"{each.Class}: too few photos for one in {part}; raise --{part} or add photos";
    }
}
