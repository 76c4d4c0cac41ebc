using System.Runtime.InteropServices;
using ResNetFlowers.Capabilities;
using ResNetFlowers.Data.Loading;
using ResNetFlowers.Imaging;
using static TorchSharp.torch;

namespace ResNetFlowers.Data.OnDevice;

/// <summary>The photos of a batch on their way to a device, and what it is to do with them. Dispose it when the batch has been used.</summary>
internal sealed class SentBatch : IDisposable
{
    // What is sent: numbers, labels, then the photos in their pieces.
    private const int Numbers = 0;
    private const int Labels = 1;
    private const int FirstPiece = 2;

    // The memories of the program: what the device keeps, then the pieces.
    private const int KeptMemory = 0;
    private const int FirstOwnMemory = 1;

    private readonly BatchProgram _program;
    private readonly DevicePhotos? _kept;
    private readonly IReadOnlyList<DecodedPhoto> _photos;
    private readonly PackedPhotos _packed;
    private readonly PendingTransfer _transfer;

    /// <summary>Sends photos off; safe on any thread.</summary>
    /// <param name="photos">The photos, at least one; they stay the caller's, and their pictures are needed no more.</param>
    /// <param name="labels">Their labels.</param>
    /// <param name="plan">What was planned for them.</param>
    /// <param name="normalization">Picture to numbers.</param>
    /// <param name="kept">Where the device keeps photos; null where it keeps none.</param>
    /// <param name="transfer">Copies to the device.</param>
    public SentBatch(
        IReadOnlyList<DecodedPhoto> photos, long[] labels, DevicePlan plan, Normalization normalization, DevicePhotos? kept, DeviceTransfer transfer)
    {
        _kept = kept;
        _photos = photos;
        _packed = new PackedPhotos(photos, transfer);
        _program = new BatchProgram(plan, [.. photos.Select(Place)], normalization);
        Tensor table = transfer.Staging([_program.Table.Count], float64).DetachFromDisposeScope();
        _program.Table.CopyTo(table);
        Tensor ofPhotos = transfer.Staging([labels.Length], int64).DetachFromDisposeScope();
        labels.CopyTo(MemoryMarshal.Cast<byte, long>(ofPhotos.bytes));
        _transfer = transfer.Start([table, ofPhotos, .. _packed.Pieces]);
    }

    /// <summary>Makes the batch, on the thread that uses it.</summary>
    /// <param name="index">Its place in the epoch.</param>
    /// <param name="samples">Which samples it has.</param>
    /// <returns>The batch, with which this is disposed.</returns>
    public Batch Make(int index, IReadOnlyList<int> samples)
    {
        IReadOnlyList<Tensor> arrived = _transfer.Use();
        Tensor[] pieces = [.. arrived.Skip(FirstPiece)];
        for (int i = 0; i < _photos.Count; i++) Keep(_photos[i], _packed[i], pieces);
        Tensor images = _program.Run([_kept?.Pixels ?? pieces[0], .. pieces], arrived[Numbers]).DetachFromDisposeScope();
        return new Batch(index, images, _transfer.Hosts[Labels], samples, Dispose, arrived[Labels]);
    }

    /// <summary>Frees what was sent, on both sides; the device may still be working on it.</summary>
    public void Dispose() => _transfer.Dispose();

    /// <summary>Where a photo will be when the program runs: what the device is to keep is there by then.</summary>
    private PlacedPhoto Place(DecodedPhoto photo, int index) => photo.Slot >= 0
        ? new PlacedPhoto(photo.Plan, KeptMemory, _kept!.FirstPixel(photo.Slot), photo.Stored)
        : new PlacedPhoto(photo.Plan, FirstOwnMemory + _packed[index].Piece, _packed[index].Start / 3, photo.Stored);

    private void Keep(DecodedPhoto photo, (int Piece, long Start) place, Tensor[] pieces)
    {
        if (photo.Slot < 0 || photo.Length == 0) return;
        using Tensor bytes = pieces[place.Piece].narrow(0, place.Start, photo.Length);
        _kept!.Keep(photo.Slot, photo.Stored.Width, photo.Stored.Height, bytes);
    }
}
