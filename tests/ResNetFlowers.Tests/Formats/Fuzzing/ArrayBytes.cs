using ResNetFlowers.Formats;

namespace ResNetFlowers.Tests.Formats.Fuzzing;

/// <summary>A file that was never on a disk.</summary>
internal sealed class ArrayBytes(byte[] content) : FileBytes
{
    private bool _isDisposed;

    public override long Length => content.Length;

    public override ReadOnlySpan<byte> Span(long offset, int length) => Memory(offset, length).Span;

    public override ReadOnlyMemory<byte> Memory(long offset, int length)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        CheckInside(offset, length);
        return content.AsMemory((int)offset, length);
    }

    public override void Dispose() => _isDisposed = true;
}
