namespace ResNetFlowers.Imaging.Codecs;

/// <summary>A library of the system that pictures are read or written with, and that may be missing.</summary>
/// <param name="Name">What the loader is asked for, <c>libgd.so.3</c> say.</param>
/// <param name="Purpose">What does not work without it.</param>
/// <param name="Packages">The packages that have it.</param>
internal sealed record CodecLibrary(string Name, string Purpose, string Packages)
{
    /// <summary>What is said where it is missing.</summary>
    public string Missing => $"{Name} is not installed, so {Purpose}; it comes with {Packages}";
}
