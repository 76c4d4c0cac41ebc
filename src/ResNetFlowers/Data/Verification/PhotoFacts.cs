using ResNetFlowers.Data.Similarity;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Data.Verification;

/// <summary>What one look at a photo tells; all that is kept of it.</summary>
/// <param name="Photo">Where it is.</param>
/// <param name="Picture">What it shows; null where it cannot be read.</param>
/// <param name="Error">Why it cannot be read; null where it can.</param>
internal sealed record PhotoFacts(ListedPhoto Photo, PictureFacts? Picture, InvalidImageException? Error);

/// <summary>What a picture is like.</summary>
/// <param name="Content">Tells the file's bytes from all others.</param>
/// <param name="Format">What its first bytes say it is.</param>
/// <param name="Width">Columns, upright.</param>
/// <param name="Height">Rows, upright.</param>
/// <param name="Flaw">The decoder's words about damage that it read over; null where it noticed none.</param>
/// <param name="Colours">Its colours.</param>
/// <param name="Look">What it looks like from afar.</param>
internal sealed record PictureFacts(UInt128 Content, ImageFormat Format, int Width, int Height, string? Flaw, ColourSums Colours, Look Look);
