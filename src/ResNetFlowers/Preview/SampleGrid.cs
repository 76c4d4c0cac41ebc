using ResNetFlowers.Imaging;

namespace ResNetFlowers.Preview;

/// <summary>Photos, and what a network will see of them, in one picture.</summary>
/// <param name="Photos">The photos, a row each, from top to bottom.</param>
/// <param name="Picture">The picture.</param>
internal sealed record SampleGrid(IReadOnlyList<ChosenPhoto> Photos, RgbImage Picture) : IDisposable
{
    /// <summary>Draws the grid.</summary>
    /// <param name="candidates">Photos to show, in the order in which they are taken.</param>
    /// <param name="photos">How many to show; fewer where there are no more.</param>
    /// <param name="views">What to show of each.</param>
    /// <param name="side">The side of a cell, in pixels: that of the views.</param>
    /// <param name="onSkipped">Told of each photo that could not be shown, with the reason; another takes its place.</param>
    /// <returns>The grid, which the caller disposes; null where no photo can be shown.</returns>
    public static SampleGrid? Draw(
        IEnumerable<ChosenPhoto> candidates, int photos, PhotoViews views, int side, Action<ChosenPhoto, InvalidImageException>? onSkipped = null)
    {
        var rows = new List<(ChosenPhoto Photo, IReadOnlyList<RgbImage> Views)>();
        try
        {
            foreach (ChosenPhoto photo in candidates)
            {
                if (rows.Count == photos) break;
                try
                {
                    rows.Add((photo, views.Of(photo)));
                }
                catch (InvalidImageException exception)
                {
                    onSkipped?.Invoke(photo, exception);
                }
            }

            if (rows.Count == 0) return null;
            rows.Sort((one, other) => one.Photo.Sample.CompareTo(other.Photo.Sample));
            return new SampleGrid([.. rows.Select(row => row.Photo)], Mosaic.Compose([.. rows.Select(row => row.Views)], side));
        }
        finally
        {
            foreach (RgbImage view in rows.SelectMany(row => row.Views)) view.Dispose();
        }
    }

    public void Dispose() => Picture.Dispose();
}
