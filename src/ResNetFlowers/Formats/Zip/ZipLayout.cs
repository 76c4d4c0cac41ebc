namespace ResNetFlowers.Formats.Zip;

/// <summary>The numbers of the zip format (PKWARE APPNOTE.TXT 6.3.10, sections 4.3 and 4.5) that reader and writer share.</summary>
internal static class ZipLayout
{
    public const uint LocalHeaderSignature = 0x04034B50;
    public const int LocalHeaderLength = 30;

    public const uint CentralHeaderSignature = 0x02014B50;
    public const int CentralHeaderLength = 46;

    public const uint EndSignature = 0x06054B50;
    public const int EndLength = 22;

    public const uint Zip64EndSignature = 0x06064B50;
    public const int Zip64EndLength = 56;

    public const uint Zip64LocatorSignature = 0x07064B50;
    public const int Zip64LocatorLength = 20;

    /// <summary>The extra field that holds what does not fit 32 bits, the marker that says so, and that of 16-bit counts.</summary>
    public const ushort Zip64ExtraId = 0x0001;
    public const uint InZip64 = uint.MaxValue;
    public const ushort CountInZip64 = ushort.MaxValue;

    public const ushort FlagEncrypted = 0x0001;
    public const ushort FlagUtf8 = 0x0800;

    /// <summary>2.0 and, for Zip64, 4.5.</summary>
    public const ushort Version = 20;
    public const ushort Zip64Version = 45;
}
