namespace ResNetFlowers.Weights.Download;

/// <summary>Which addresses a download may go to: weights are believed, so nobody on the way may exchange them.</summary>
internal static class SecureAddress
{
    /// <summary>True for https, and for http on this machine itself.</summary>
    public static bool IsSecure(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);

    /// <summary>Where a redirect leads.</summary>
    /// <exception cref="DownloadException">To nowhere, or to where nobody should be led.</exception>
    public static Uri Follow(Uri from, Uri? location)
    {
        if (location is null) throw new DownloadException("the server redirects to nowhere", mayPass: false);
        var target = new Uri(from, location);
        bool weaker = from.Scheme == Uri.UriSchemeHttps && target.Scheme != Uri.UriSchemeHttps;
        return IsSecure(target) && !weaker
            ? target
            : throw new DownloadException($"the server redirects to {target}, which is not https", mayPass: false);
    }
}
