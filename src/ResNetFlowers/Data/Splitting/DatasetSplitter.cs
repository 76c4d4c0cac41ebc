using ResNetFlowers.Data.Naming;

namespace ResNetFlowers.Data.Splitting;

/// <summary>Splits a folder, a list or an archive of photos into photos to train on, to validate on and, if asked, to test on.</summary>
public static class DatasetSplitter
{
    /// <summary>
    /// Puts ⌊n × val⌋ photos of each class, drawn at random, into <c>OUT/val/CLASS</c>, ⌊n × test⌋ into <c>OUT/test/CLASS</c> and
    /// the rest into <c>OUT/train/CLASS</c>, or each where a given list says, and writes the record <c>OUT/split.json</c>. Either all
    /// of it is done or nothing. Copies of a photo, exact ones or edited or encoded anew, stay in one part, though that part be a little smaller for it, unless a list
    /// parts them.
    /// </summary>
    /// <param name="options">What to split, and how.</param>
    /// <param name="progress">Told after each photo of each step, by one thread at a time.</param>
    /// <param name="cancellation">Stops the work; nothing is left behind.</param>
    /// <exception cref="InputException">An option or a folder cannot be used; the message names it and the mend.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static SplitResult Split(
        SplitOptions options, IProgress<SplitProgress>? progress = null, CancellationToken cancellation = default)
    {
        options.Validate();
        string output = RealPath.Of(options.Out);
        if (!options.IsArchive && !options.IsList) RequireApart(options);
        try
        {
            // What is wrong with the photos is told before what is wrong with where they go; an archive needs a place to be unpacked in.
            SplitSource? found = SplitSource.Find(options);
            using SplitFolder target = SplitFolder.Open(output, options.Force);
            SplitSource source = found ?? ArchiveSource.Open(options.Source, target.Unpacked, cancellation);
            ReadableNames names = ReadableNames.Read(options.Names, [.. source.Classes.Select(each => each.Name)], ReadableNames.None);
            IPartAssignment assignment = options.By is null
                ? ShareAssignment.Prepare(options, source, progress, cancellation)
                : ListAssignment.Read(options.By, source);
            SplitPlan plan = SplitPlan.Make(source, assignment, names);
            Build(target.Staged, plan.Placements, source.MayMove ? null : options.Mode, progress, cancellation);
            SplitManifest manifest = Record(options, plan);
            manifest.Write(target.Staged);
            target.Commit(manifest.Files);
            return Result(manifest, output, [.. names.Note is { } note ? [note] : Array.Empty<string>(), .. source.Warnings, .. assignment.Warnings(plan.Counts)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"--out {options.Out}: cannot be written ({e.Message}); choose a folder with room that you may write", e);
        }
    }

    private static SplitManifest Record(SplitOptions options, SplitPlan plan) => new()
    {
        Source = Path.GetFullPath(options.Source),
        Seed = options.Seed,
        Val = options.Val,
        Test = options.Test,
        By = options.By is null ? null : Path.GetFullPath(options.By),
        Mode = options.Mode,
        ExactCopiesOnly = options.ExactCopiesOnly,
        Classes = plan.Counts,
        Files = [.. plan.Placements.Select(placement => placement.Target).Order(StringComparer.Ordinal)],
    };

    private static SplitResult Result(SplitManifest manifest, string output, IReadOnlyList<string> warnings) => new(
        manifest.Source,
        output,
        manifest.Classes.Sum(each => each.Train),
        manifest.Classes.Sum(each => each.Val),
        manifest.Classes.Sum(each => each.Test),
        manifest.Classes,
        warnings);

    /// <summary>Puts every photo into its place; without a mode it is moved there.</summary>
    private static void Build(
        string staged, IReadOnlyList<Placement> placements, SplitMode? mode, IProgress<SplitProgress>? progress, CancellationToken cancellation)
    {
        for (int i = 0; i < placements.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            string path = Path.Join(staged, placements[i].Target);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (mode is { } given) PhotoPlacer.Place(placements[i].Source, path, given);
            else File.Move(placements[i].Source, path);
            progress?.Report(new SplitProgress(SplitStep.Place, i + 1, placements.Count));
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
}
