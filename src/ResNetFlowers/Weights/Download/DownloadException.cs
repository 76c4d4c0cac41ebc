namespace ResNetFlowers.Weights.Download;

/// <summary>A download failed.</summary>
/// <param name="reason">Why, as a clause: "the server answers 404".</param>
/// <param name="mayPass">Whether another attempt may succeed.</param>
/// <param name="innerException">What failed underneath.</param>
internal sealed class DownloadException(string reason, bool mayPass, Exception? innerException = null) : Exception(reason, innerException)
{
    /// <summary>Whether another attempt may succeed.</summary>
    public bool MayPass { get; } = mayPass;
}
