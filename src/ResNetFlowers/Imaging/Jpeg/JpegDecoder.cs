using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace ResNetFlowers.Imaging.Jpeg;

/// <summary>
/// Decodes a part of a JPEG, every byte as libjpeg-turbo's accurate transform and smooth upsampling have it: entropy decoding passes
/// over what lies outside and stops behind it, and only the part is transformed. It knows the plain files (<see cref="JpegFrame"/>) and
/// gives up on the others, and on whatever is damaged, which are the platform's codec's.
/// </summary>
internal sealed unsafe class JpegDecoder
{
    private const int BlockSize = 64;

    [ThreadStatic]
    private static JpegDecoder? _spare;

    private readonly JpegFrame _frame = new();
    private readonly EntropyData _data = new();
    private readonly int[] _predictors = new int[3];
    private readonly Plane[] _planes = new Plane[3];
    private readonly short[] _block = GC.AllocateArray<short>(BlockSize, pinned: true);
    private bool _vectorize;
    private UnitRange _columns;
    private UnitRange _rows;

    /// <summary>Decodes a part of a picture as it is stored, before any orientation; safe on any thread.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="part">The part; null for all of it.</param>
    /// <returns>A picture of the part's size that the caller disposes; null where the file is not a plain one, whole and undamaged.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The part is not inside the picture.</exception>
    public static RgbImage? TryDecode(ReadOnlySpan<byte> file, PixelBox? part = null) => TryDecode(file, part, Avx2.IsSupported);

    /// <summary>The same with the choice between the two ways, for tests and measurements.</summary>
    internal static RgbImage? TryDecode(ReadOnlySpan<byte> file, PixelBox? part, bool vectorize)
    {
        // Taken while it is used: nothing in between may find it busy.
        JpegDecoder decoder = _spare ?? new JpegDecoder();
        _spare = null;
        RgbImage? image = decoder.Decode(file, part, vectorize);
        _spare = decoder;
        return image;
    }

    private RgbImage? Decode(ReadOnlySpan<byte> file, PixelBox? wanted, bool vectorize)
    {
        _vectorize = vectorize;
        if (!_frame.TryRead(file)) return null;
        PixelBox part = wanted ?? new PixelBox(0, 0, _frame.Width, _frame.Height);
        if (!part.IsInside(_frame.Width, _frame.Height))
            throw new ArgumentOutOfRangeException(nameof(wanted), part, $"is not inside a picture of {_frame.Width}x{_frame.Height}");

        _columns = UnitRange.Of(part.Left, part.Width, _frame.Width, _frame.StepX);
        _rows = UnitRange.Of(part.Top, part.Height, _frame.Height, _frame.StepY);
        // libjpeg upsamples so narrow a picture in another way.
        if (_frame.StepX == 2 && _columns.Samples <= 2) return null;

        using EntropyData data = _data;
        if (!data.TryTake(file[_frame.DataStart..], _frame.RestartInterval > 0)) return null;
        long length = Plane.Length(_columns, _rows, _frame.StepX, _frame.StepY) + 2 * Plane.Length(_columns, _rows, 1, 1);
        if (length > Array.MaxLength) return null;
        byte[] memory = ArrayPool<byte>.Shared.Rent((int)length);
        try
        {
            fixed (byte* samples = memory)
            {
                PlacePlanes(samples);
                return TryReadUnits() ? Convert(part) : null;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(memory);
        }
    }

    private void PlacePlanes(byte* memory)
    {
        long brightness = Plane.Length(_columns, _rows, _frame.StepX, _frame.StepY);
        _planes[0] = Plane.Create(memory, _columns, _rows, _frame.StepX, _frame.StepY);
        _planes[1] = Plane.Create(memory + brightness, _columns, _rows, 1, 1);
        _planes[2] = Plane.Create(memory + brightness + Plane.Length(_columns, _rows, 1, 1), _columns, _rows, 1, 1);
    }

    /// <summary>Reads every unit from the first restart before the part to the part's last unit.</summary>
    private bool TryReadUnits()
    {
        int total = _columns.Total * _rows.Total;
        int interval = _frame.RestartInterval == 0 ? total : _frame.RestartInterval;
        if (_data.Pieces != (total - 1) / interval + 1) return false;
        int unit = (_rows.First * _columns.Total + _columns.First) / interval * interval;
        int end = (_rows.End - 1) * _columns.Total + _columns.End;
        (int row, int column) = Math.DivRem(unit, _columns.Total);
        fixed (byte* bytes = _data.Bytes)
        {
            while (unit < end)
            {
                int piece = unit / interval;
                var reader = new EntropyReader(bytes + _data.Start(piece), bytes + _data.End(piece));
                _predictors.AsSpan().Clear();
                for (int pieceEnd = Math.Min(end, unit + interval); unit < pieceEnd; unit++)
                {
                    bool isWanted = _rows.Contains(row) && _columns.Contains(column);
                    if (!(isWanted ? TryReadUnit(ref reader, column, row) : TrySkipUnit(ref reader))) return false;
                    if (++column == _columns.Total) (row, column) = (row + 1, 0);
                }

                if (reader.IsOverrun) return false;
            }
        }

        return true;
    }

    private bool TryReadUnit(ref EntropyReader reader, int column, int row)
    {
        for (int component = 0; component < _frame.Components; component++)
        {
            (int stepX, int stepY) = component == 0 ? (_frame.StepX, _frame.StepY) : (1, 1);
            for (int y = row * stepY; y < (row + 1) * stepY; y++)
            {
                for (int x = column * stepX; x < (column + 1) * stepX; x++)
                {
                    if (!TryReadBlock(ref reader, component, x, y)) return false;
                }
            }
        }

        return true;
    }

    private bool TryReadBlock(ref EntropyReader reader, int component, int x, int y)
    {
        short* block = (short*)Marshal.UnsafeAddrOfPinnedArrayElement(_block, 0);
        _block.AsSpan().Clear();
        if (!reader.TryRead(_frame.Dc(component), _frame.Ac(component), ref _predictors[component], block, out bool isFlat)) return false;
        ushort* quantizers = _frame.Quantization(component).Values;
        Plane plane = _planes[component];
        byte* to = plane.At(x * UnitRange.Size, y * UnitRange.Size);
        if (isFlat) InverseTransform.Flat(block[0], quantizers[0], to, plane.Stride);
        else if (_vectorize) InverseTransform.Vector(block, quantizers, to, plane.Stride);
        else InverseTransform.Scalar(block, quantizers, to, plane.Stride);
        return true;
    }

    private bool TrySkipUnit(ref EntropyReader reader)
    {
        for (int component = 0; component < _frame.Components; component++)
        {
            int blocks = component == 0 ? _frame.StepX * _frame.StepY : 1;
            for (int block = 0; block < blocks; block++)
            {
                if (!reader.TrySkip(_frame.Dc(component), _frame.Ac(component), ref _predictors[component])) return false;
            }
        }

        return true;
    }

    private RgbImage Convert(PixelBox part)
    {
        RgbImage image = RgbImage.Rent(part.Width, part.Height);
        if (_frame.StepX == 2) RepeatEdges();
        int room = part.Width + 2 * Plane.Border;
        byte[] memory = ArrayPool<byte>.Shared.Rent(2 * room);
        fixed (byte* spare = memory)
        fixed (byte* rgb = image.Pixels)
        {
            for (int row = 0; row < part.Height; row++)
            {
                int y = part.Top + row;
                byte* light = _planes[0].At(part.Left, y);
                byte* to = rgb + (nint)row * part.Width * 3;
                if (_frame.Components == 1)
                {
                    ColorRow.Gray(light, to, part.Width);
                    continue;
                }

                byte* blue = Chroma(_planes[1], part, y, spare);
                byte* red = Chroma(_planes[2], part, y, spare + room);
                if (_vectorize) ColorRow.Vector(light, blue, red, to, part.Width);
                else ColorRow.Scalar(light, blue, red, to, part.Width);
            }
        }

        ArrayPool<byte>.Shared.Return(memory);
        return image;
    }

    /// <summary>A row of colour, one sample a pixel: in the plane itself, or upsampled.</summary>
    private byte* Chroma(Plane plane, PixelBox part, int y, byte* spare)
    {
        int first = part.Left / _frame.StepX;
        int count = (part.Left + part.Width - 1) / _frame.StepX + 1 - first;
        if (_frame.StepY == 1)
        {
            byte* row = plane.At(first, y);
            if (_frame.StepX == 1) return row;
            ChromaRow.Wide(row, spare, count, _vectorize);
            return spare + part.Left % 2;
        }

        bool isUpper = y % 2 == 0;
        byte* near = plane.At(first, y / 2);
        byte* far = plane.At(first, Math.Clamp(isUpper ? y / 2 - 1 : y / 2 + 1, 0, _rows.Samples - 1));
        if (_frame.StepX == 1) ChromaRow.Tall(near, far, spare, count, isUpper, _vectorize);
        else ChromaRow.WideAndTall(near, far, spare, count, _vectorize);
        return spare + part.Left % _frame.StepX;
    }

    /// <summary>Beyond the picture's left and right edge the nearest sample of colour goes on.</summary>
    private void RepeatEdges()
    {
        bool atRight = _columns.End == _columns.Total;
        for (int component = 1; component < _frame.Components; component++)
        {
            Plane plane = _planes[component];
            for (int y = _rows.First * UnitRange.Size; y < _rows.End * UnitRange.Size; y++)
            {
                if (_columns.First == 0) *plane.At(-1, y) = *plane.At(0, y);
                if (atRight) *plane.At(_columns.Samples, y) = *plane.At(_columns.Samples - 1, y);
            }
        }
    }
}
