namespace ResNetFlowers.Data.Verification;

/// <summary>What can be found in a data set.</summary>
public enum FindingKind
{
    /// <summary>A class without photos, or one that another part of the split has: training refuses it.</summary>
    EmptyClass,

    /// <summary>A file that cannot be read or decoded: training leaves it out.</summary>
    Unreadable,

    /// <summary>A file that ends before its picture does: training leaves it out.</summary>
    Truncated,

    /// <summary>A JPEG whose data is damaged somewhere: it is read, but part of it may be another picture than was taken.</summary>
    Damaged,

    /// <summary>A picture too small to show anything.</summary>
    Tiny,

    /// <summary>The same bytes in several parts of a split: what is checked with was learned.</summary>
    DuplicateAcrossSplits,

    /// <summary>The same bytes under several classes: one of the labels is wrong.</summary>
    DuplicateAcrossClasses,

    /// <summary>The same photo, edited or encoded anew, in several parts of a split.</summary>
    NearDuplicateAcrossSplits,

    /// <summary>The same photo, edited or encoded anew, under several classes.</summary>
    NearDuplicateAcrossClasses,

    /// <summary>The same bytes several times: it counts as often in training.</summary>
    Duplicate,

    /// <summary>The same photo, edited or encoded anew: harmless here, but a split may tear the two apart.</summary>
    NearDuplicate,

    /// <summary>A picture in a format that is not read: training passes over it.</summary>
    UnreadFormat,

    /// <summary>The name's end says another format than the content; it is read all the same.</summary>
    WrongExtension,

    /// <summary>A picture so large that it costs time and memory for nothing.</summary>
    Giant,

    /// <summary>Some classes have many times the photos of others.</summary>
    Imbalance,
}

/// <summary>Something that is wrong with a data set.</summary>
/// <param name="Kind">What.</param>
/// <param name="Problem">The same in words; completes a sentence that begins with the places.</param>
/// <param name="Places">The photos or classes, relative to the data set, with <c>/</c> between the parts.</param>
/// <param name="Offenders">Those of the places whose going aside would mend it; empty where moving mends nothing.</param>
public sealed record Finding(FindingKind Kind, string Problem, IReadOnlyList<string> Places, IReadOnlyList<string> Offenders)
{
    /// <summary>Whether training would fail, learn from wrong labels or less than it could, or be measured wrongly.</summary>
    public bool Harms => Kind is not (
        FindingKind.Duplicate or FindingKind.NearDuplicate or FindingKind.UnreadFormat
        or FindingKind.WrongExtension or FindingKind.Giant or FindingKind.Imbalance);
}
