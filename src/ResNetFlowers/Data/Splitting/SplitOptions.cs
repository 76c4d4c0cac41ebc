using ResNetFlowers.Data.Archives;
using ResNetFlowers.Data.Lists;
using ResNetFlowers.Data.Naming;

namespace ResNetFlowers.Data.Splitting;

/// <summary>How a photo gets into the split.</summary>
public enum SplitMode
{
    /// <summary>The split holds photos of its own.</summary>
    Copy,

    /// <summary>A second name for the same file, on the same file system.</summary>
    Hardlink,

    /// <summary>A symbolic link to the absolute path of the photo.</summary>
    Symlink,
}

/// <summary>What to split, and how.</summary>
public sealed record SplitOptions
{
    /// <summary>
    /// The folder of photos, one sub-folder per class; an archive of one (.tar, .tgz, .tar.gz, .zip); or a list of <c>path,label</c>
    /// (.csv, .jsonl, .ndjson), whose paths begin from the list's folder.
    /// </summary>
    public required string Source { get; init; }

    /// <summary>The folder that receives <c>train</c>, <c>val</c>, <c>test</c> and <c>split.json</c>.</summary>
    public string Out { get; init; } = "data";

    /// <summary>The share of each class's photos that goes to <c>val</c>, in [0, 1), rounded down to whole photos.</summary>
    public double Val { get; init; } = 0.1;

    /// <summary>The share of each class's photos that goes to <c>test</c>, in [0, 1), rounded down to whole photos.</summary>
    public double Test { get; init; }

    /// <summary>
    /// A list of <c>path,split</c> (.csv, .jsonl, .ndjson) that says of each photo whether it goes to train, val or test, in place of
    /// shares; photos that it does not list are left out. Its paths begin from the source's folder.
    /// </summary>
    public string? By { get; init; }

    /// <summary>Decides which photos go where.</summary>
    public long Seed { get; init; }

    /// <summary>
    /// Keeps only exact copies of a photo on one side, and looks at no photo for it: faster, but the same photo, edited or encoded anew, may
    /// then be checked with after it was learned.
    /// </summary>
    public bool ExactCopiesOnly { get; init; }

    /// <summary>Whether photos are copied or linked.</summary>
    public SplitMode Mode { get; init; } = SplitMode.Copy;

    /// <summary>
    /// Allows an <see cref="Out"/> that holds something already: an earlier split there is replaced, every other file stays.
    /// </summary>
    public bool Force { get; init; }

    /// <summary>A JSON file of readable names for the summary, see <see cref="ReadableNames"/>; null shows the folders' names.</summary>
    public string? Names { get; init; }

    /// <summary>Whether the source is an archive.</summary>
    internal bool IsArchive => PhotoArchive.HasArchiveExtension(Source) && !Directory.Exists(Source);

    /// <summary>Whether the source is a list.</summary>
    internal bool IsList => ListFile.IsList(Source);

    /// <summary>Checks what can be checked without looking at the disk.</summary>
    /// <exception cref="InputException">An option is out of its range; the message names it.</exception>
    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(Source)) throw new InputException("SOURCE: is empty; name the folder of photos");
        if (string.IsNullOrWhiteSpace(Out)) throw new InputException("--out: is empty; name the folder for the split");
        if (!Enum.IsDefined(Mode)) throw new InputException($"--mode {Mode}: there is no such mode; give copy, hardlink or symlink");
        if (IsArchive && Mode != SplitMode.Copy)
        {
            throw new InputException($"--mode {Mode.ToString().ToLowerInvariant()}: an archive's photos cannot be linked to; leave --mode out");
        }

        RequireShare("--val", Val);
        RequireShare("--test", Test);
        if ((decimal)Val + (decimal)Test >= 1)
        {
            throw new InputException($"--val {Val} --test {Test}: leave nothing to train on; give shares that sum to less than 1");
        }
    }

    private static void RequireShare(string option, double share)
    {
        if (share is >= 0 and < 1) return;
        throw new InputException($"{option} {share}: is no share of the photos; give a number from 0 up to, but not including, 1");
    }
}
