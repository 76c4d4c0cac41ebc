using ResNetFlowers.Imaging;

namespace ResNetFlowers.Data.Verification;

/// <summary>How a number is spread over the photos.</summary>
/// <param name="Least">The least.</param>
/// <param name="Median">The middle one in order; the higher one of two.</param>
/// <param name="Most">The greatest.</param>
public sealed record Spread(int Least, int Median, int Most)
{
    /// <summary>Of at least one number.</summary>
    internal static Spread Of(IEnumerable<int> numbers)
    {
        int[] sorted = [.. numbers.Order()];
        return new Spread(sorted[0], sorted[sorted.Length / 2], sorted[^1]);
    }
}

/// <summary>How many photos have a format.</summary>
/// <param name="Format">Its name, told by the content.</param>
/// <param name="Photos">How many.</param>
public sealed record FormatCount(string Format, int Photos);

/// <summary>Size and colour of the photos that can be read.</summary>
/// <param name="Photos">How many they are, at least 1.</param>
/// <param name="Width">In pixels, upright.</param>
/// <param name="Height">In pixels, upright.</param>
/// <param name="Formats">The formats, the most frequent first.</param>
/// <param name="Mean">Mean red, green and blue, in [0, 1]; each photo counts the same, whatever its size.</param>
/// <param name="Std">Standard deviations of the same samples.</param>
/// <param name="Grey">Photos without colour.</param>
public sealed record ImageStatistics(
    int Photos, Spread Width, Spread Height, IReadOnlyList<FormatCount> Formats, IReadOnlyList<double> Mean, IReadOnlyList<double> Std, int Grey)
{
    /// <summary>Sums up what was seen; null where no photo can be read.</summary>
    internal static ImageStatistics? Of(IEnumerable<PhotoFacts> photos)
    {
        PictureFacts[] pictures = [.. photos.Select(facts => facts.Picture).OfType<PictureFacts>()];
        if (pictures.Length == 0) return null;
        double[] mean = [.. Enumerable.Range(0, 3).Select(channel => pictures.Average(picture => picture.Colours.Mean[channel]))];
        double[] meanSquare = [.. Enumerable.Range(0, 3).Select(channel => pictures.Average(picture => picture.Colours.MeanSquare[channel]))];
        return new ImageStatistics(
            pictures.Length,
            Spread.Of(pictures.Select(picture => picture.Width)),
            Spread.Of(pictures.Select(picture => picture.Height)),
            [.. pictures.CountBy(picture => picture.Format).OrderByDescending(count => count.Value).ThenBy(count => count.Key).Select(count => new FormatCount(ImageHeader.Name(count.Key), count.Value))],
            mean,
            [.. mean.Zip(meanSquare, (first, second) => Math.Sqrt(Math.Max(0, second - first * first)))],
            pictures.Count(picture => picture.Colours.IsGrey));
    }
}
