using System.Buffers;
using System.IO.MemoryMappedFiles;

namespace ResNetFlowers.Formats;

/// <summary>
/// A file in memory, by mapping: nothing is read before it is touched. Views of it are good until it is disposed; pinned memory
/// stays good until it is unpinned, even after that. The pages are private copy-on-write: nothing that is written to them reaches
/// the file.
/// </summary>
internal sealed unsafe class MappedFile : FileBytes
{
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;

    private MappedFile(MemoryMappedFile map, MemoryMappedViewAccessor view, long length)
    {
        _map = map;
        _view = view;
        Length = length;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        view.SafeMemoryMappedViewHandle.ReleasePointer();
    }

    /// <summary>Bytes in the file, at least 1.</summary>
    public override long Length { get; }

    /// <summary>Maps a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read, or is a folder.</exception>
    /// <exception cref="InvalidDataException">It is empty.</exception>
    /// <exception cref="NotSupportedException">It is a pipe.</exception>
    public static MappedFile Open(string path)
    {
        FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        MemoryMappedFile? map = null;
        try
        {
            if (!stream.CanSeek) throw new NotSupportedException("is a pipe, which can be read only once; give a file");
            long length = stream.Length;
            if (length == 0) throw new InvalidDataException("the file is empty");
            map = MemoryMappedFile.CreateFromFile(
                stream, mapName: null, capacity: 0, MemoryMappedFileAccess.CopyOnWrite, HandleInheritability.None, leaveOpen: false);
            return new MappedFile(map, map.CreateViewAccessor(0, length, MemoryMappedFileAccess.CopyOnWrite), length);
        }
        catch
        {
            map?.Dispose();
            stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Span(long offset, int length)
    {
        CheckOpen();
        CheckInside(offset, length);
        return new ReadOnlySpan<byte>(_start + offset, length);
    }

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Memory(long offset, int length)
    {
        CheckOpen();
        CheckInside(offset, length);
        return new Part(this, offset, length).Memory;
    }

    /// <summary>Unmaps the file, as soon as nothing is pinned.</summary>
    public override void Dispose()
    {
        _view.Dispose();
        _map.Dispose();
    }

    private void CheckOpen() => ObjectDisposedException.ThrowIf(_view.SafeMemoryMappedViewHandle.IsClosed, this);

    private sealed class Part(MappedFile file, long offset, int length) : MemoryManager<byte>
    {
        public override Memory<byte> Memory => CreateMemory(length);

        public override Span<byte> GetSpan()
        {
            file.CheckOpen();
            return new Span<byte>(file._start + offset, length);
        }

        public override MemoryHandle Pin(int elementIndex = 0)
        {
            bool added = false;
            file._view.SafeMemoryMappedViewHandle.DangerousAddRef(ref added);
            return new MemoryHandle(file._start + offset + elementIndex, pinnable: this);
        }

        public override void Unpin() => file._view.SafeMemoryMappedViewHandle.DangerousRelease();

        protected override void Dispose(bool disposing)
        {
        }
    }
}
