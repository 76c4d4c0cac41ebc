using ResNetFlowers.Weights.Download;

namespace ResNetFlowers.Weights;

/// <summary>Where published weights come from and where downloads are kept.</summary>
internal sealed record Hub
{
    /// <summary>The folder on the web that holds <see cref="PublishedWeights.Files"/>.</summary>
    public Uri BaseAddress { get; init; } = PublishedWeights.BaseAddress;

    /// <summary>The folder on this machine.</summary>
    public string Folder { get; init; } = HubFolder.Find();

    /// <summary>How patient a download is.</summary>
    public DownloadLimits Limits { get; init; } = new();
}
