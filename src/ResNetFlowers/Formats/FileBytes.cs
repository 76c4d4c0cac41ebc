namespace ResNetFlowers.Formats;

/// <summary>The bytes of a file that somebody gave us, as every reader here sees them: by range, and never past their end.</summary>
internal abstract class FileBytes : IDisposable
{
    /// <summary>Bytes in the file.</summary>
    public abstract long Length { get; }

    /// <summary>A part of the file.</summary>
    /// <exception cref="InvalidDataException">The file ends before it.</exception>
    /// <exception cref="ObjectDisposedException">The file was disposed.</exception>
    public abstract ReadOnlySpan<byte> Span(long offset, int length);

    /// <summary>A part of the file, as memory that can be kept and pinned.</summary>
    /// <exception cref="InvalidDataException">The file ends before it.</exception>
    /// <exception cref="ObjectDisposedException">The file was disposed.</exception>
    public abstract ReadOnlyMemory<byte> Memory(long offset, int length);

    /// <summary>Lets go of the file.</summary>
    public abstract void Dispose();

    /// <summary>Makes sure that a part lies within the file.</summary>
    /// <exception cref="InvalidDataException">It does not.</exception>
    protected void CheckInside(long offset, int length)
    {
        if (offset < 0 || length < 0 || offset > Length - length)
        {
            throw new InvalidDataException($"it ends at byte {Length}, before what it says it holds");
        }
    }
}
