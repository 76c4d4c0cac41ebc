using System.Buffers;

namespace ResNetFlowers.Imaging.Jpeg;

/// <summary>
/// A scan's entropy-coded data in a pooled buffer, the zeros that were stuffed behind each 0xFF taken out, cut at its restart markers
/// (ITU-T T.81, B.1.1.5 and F.1.2.3).
/// </summary>
internal sealed class EntropyData : IDisposable
{
    private const byte EndOfImage = 0xD9;
    private const byte FirstRestart = 0xD0;

    private byte[] _bytes = [];
    private int[] _ends = new int[16];

    /// <summary>Pieces between restart markers, at least 1.</summary>
    public int Pieces { get; private set; }

    /// <summary>All bytes, and behind them those that an <see cref="EntropyReader"/> may look at.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Where a piece begins.</summary>
    public int Start(int piece) => piece == 0 ? 0 : _ends[piece - 1];

    /// <summary>Where it ends.</summary>
    public int End(int piece) => _ends[piece];

    /// <summary>Takes the data of a scan; <see cref="Dispose"/> comes before the next.</summary>
    /// <param name="file">The file from the scan's first byte on.</param>
    /// <param name="restarts">Whether there may be restart markers.</param>
    /// <returns>False where the data does not go on to the picture's end, or has markers that do not belong there.</returns>
    public bool TryTake(ReadOnlySpan<byte> file, bool restarts)
    {
        _bytes = ArrayPool<byte>.Shared.Rent(file.Length + EntropyReader.Slack);
        Pieces = 0;
        int length = 0;
        while (true)
        {
            int plain = file.IndexOf((byte)0xFF);
            if (plain < 0 || plain + 1 >= file.Length) return false;
            byte marker = file[plain + 1];
            // A stuffed zero leaves the 0xFF itself.
            int kept = marker == 0 ? plain + 1 : plain;
            file[..kept].CopyTo(_bytes.AsSpan(length));
            length += kept;
            file = file[(plain + 2)..];
            if (marker == 0) continue;

            bool isRestart = restarts && marker == FirstRestart + Pieces % 8;
            if (!isRestart && marker != EndOfImage) return false;
            if (Pieces == _ends.Length) Array.Resize(ref _ends, 2 * Pieces);
            _ends[Pieces++] = length;
            if (isRestart) continue;
            _bytes.AsSpan(length, EntropyReader.Slack).Clear();
            return true;
        }
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }
}
