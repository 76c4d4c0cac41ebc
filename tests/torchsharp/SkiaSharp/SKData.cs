namespace SkiaSharp;

public sealed class SKData : IDisposable
{
    private readonly byte[] _bytes;

    private SKData(byte[] bytes) => _bytes = bytes;

    internal ReadOnlySpan<byte> Bytes => _bytes;

    public static SKData CreateCopy(ReadOnlySpan<byte> bytes) => new(bytes.ToArray());

    public byte[] ToArray() => [.. _bytes];

    public void Dispose()
    {
    }
}
