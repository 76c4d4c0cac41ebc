using ResNetFlowers.Capabilities;
using static TorchSharp.torch;

namespace ResNetFlowers.Data.OnDevice;

/// <summary>Photos of a batch, one behind the other in memory that can be sent; more than fit into one piece are in several.</summary>
internal sealed class PackedPhotos
{
    /// <summary>More than any photo has: a piece is looked at by way of 32-bit lengths.</summary>
    private const long MostBytes = 1L << 30;

    private readonly (int Piece, long Start)[] _places;

    /// <summary>Copies photos.</summary>
    /// <param name="photos">The photos; those that the device has take no room.</param>
    /// <param name="transfer">Gives the memory.</param>
    /// <param name="mostBytes">Bytes of a piece, but for a photo that alone has more.</param>
    public PackedPhotos(IReadOnlyList<DecodedPhoto> photos, DeviceTransfer transfer, long mostBytes = MostBytes)
    {
        _places = new (int, long)[photos.Count];
        List<long> lengths = [0];
        for (int i = 0; i < _places.Length; i++)
        {
            if (lengths[^1] > 0 && lengths[^1] + photos[i].Length > mostBytes) lengths.Add(0);
            _places[i] = (lengths.Count - 1, lengths[^1]);
            lengths[^1] += photos[i].Length;
        }

        Pieces = [.. lengths.Where(length => length > 0).Select(length => transfer.Staging([length], uint8).DetachFromDisposeScope())];
        for (int i = 0; i < _places.Length; i++)
        {
            if (photos[i].Length > 0) photos[i].CopyTo(Pieces[_places[i].Piece].bytes[(int)_places[i].Start..]);
        }
    }

    /// <summary>The memory, <c>[bytes]</c> each, uint8, on the CPU; none where the device has all photos.</summary>
    public IReadOnlyList<Tensor> Pieces { get; }

    /// <summary>In which piece a photo is, and where it begins there, in bytes.</summary>
    public (int Piece, long Start) this[int photo] => _places[photo];
}
