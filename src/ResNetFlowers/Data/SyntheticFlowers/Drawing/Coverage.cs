using System.Numerics;

namespace ResNetFlowers.Data.SyntheticFlowers.Drawing;

/// <summary>
/// How much of each pixel a polygon covers, exactly. Each edge adds to every row that it crosses the height that it crosses there,
/// shared between the pixel that it runs through and the one to the right by the area on its right; the running sum along a row,
/// which gives one per edge crossed, is then the covered area. Holes and overlaps of a polygon with itself count by winding.
/// </summary>
internal sealed class Coverage
{
    /// <summary>Corners snap to this fraction of a pixel, so that the last bit of a platform's sine does not show.</summary>
    private const float Grid = 256;

    private readonly int _size;
    private readonly float[] _deltas;
    private readonly List<Vector2> _corners = [];

    /// <summary>Creates the buffers for a square picture of this many pixels a side.</summary>
    public Coverage(int size)
    {
        _size = size;
        _deltas = new float[size * (size + 2)];
    }

    /// <summary>Takes a shape in; the rows and columns that it touches are returned, end exclusive.</summary>
    public (int Left, int Top, int Right, int Bottom) Trace(Outline outline, Matrix3x2 toPixels)
    {
        _corners.Clear();
        var low = new Vector2(_size);
        var high = Vector2.Zero;
        foreach (Vector2 point in outline.Points)
        {
            Vector2 corner = Vector2.Transform(point, toPixels) * Grid;
            corner = new Vector2(MathF.Round(corner.X), MathF.Round(corner.Y)) / Grid;
            _corners.Add(corner);
            low = Vector2.Min(low, corner);
            high = Vector2.Max(high, corner);
        }

        for (int i = 0; i < _corners.Count; i++) AddEdge(_corners[i], _corners[(i + 1) % _corners.Count]);
        return (Clip(low.X), Clip(low.Y), Clip(high.X + 1), Clip(high.Y + 1));
    }

    /// <summary>Gives one row's covered areas, each in [0, 1], from a column on, and forgets them.</summary>
    public void TakeRow(int y, int left, Span<float> areas)
    {
        Span<float> row = _deltas.AsSpan(y * (_size + 2), _size + 2);
        float sum = 0;
        for (int i = 0; i < areas.Length; i++)
        {
            sum += row[left + i];
            areas[i] = MathF.Min(MathF.Abs(sum), 1);
        }

        row.Clear();
    }

    private int Clip(float coordinate) => (int)Math.Clamp(MathF.Floor(coordinate), 0, _size);

    private void AddEdge(Vector2 from, Vector2 to)
    {
        float sign = 1;
        if (from.Y > to.Y) (from, to, sign) = (to, from, -1);
        float slope = (to.X - from.X) / (to.Y - from.Y);
        int last = Clip(MathF.Ceiling(to.Y));
        for (int y = Clip(from.Y); y < last; y++)
        {
            float top = MathF.Max(y, from.Y);
            float bottom = MathF.Min(y + 1, to.Y);
            if (bottom <= top) continue;
            float x0 = from.X + (top - from.Y) * slope;
            float x1 = from.X + (bottom - from.Y) * slope;
            AddSlice(_deltas.AsSpan(y * (_size + 2), _size + 2), x0, x1, sign * (bottom - top));
        }
    }

    /// <summary>The part of an edge inside one row, of signed height <paramref name="height"/>, cut at the borders of pixels.</summary>
    private void AddSlice(Span<float> row, float x0, float x1, float height)
    {
        if (x0 > x1) (x0, x1) = (x1, x0);
        float width = x1 - x0;
        if (width < 1e-4f)
        {
            float x = Math.Clamp(x0, 0, _size);
            AddPixel(row, x, x, height);
            return;
        }

        // What lies left of the picture covers the row from its first pixel on; what lies right of it covers none.
        float perUnit = height / width;
        if (x0 < 0) row[0] += perUnit * (MathF.Min(x1, 0) - x0);
        float end = MathF.Min(x1, _size);
        float at = MathF.Max(x0, 0);
        while (at < end)
        {
            float next = MathF.Min(MathF.Floor(at) + 1, end);
            AddPixel(row, at, next, perUnit * (next - at));
            at = next;
        }
    }

    private static void AddPixel(Span<float> row, float x0, float x1, float height)
    {
        int x = (int)x0;
        float right = (x0 + x1) * 0.5f - x;
        row[x] += height * (1 - right);
        row[x + 1] += height * right;
    }
}
