using System.Numerics;

namespace ResNetFlowers.Data.SyntheticFlowers.Drawing;

/// <summary>A closed shape in coordinates of its own: a polygon, its curves already divided into short straight pieces.</summary>
internal sealed class Outline
{
    private const int PiecesPerCurve = 10;

    private readonly List<Vector2> _points = [];

    /// <summary>The ellipse's own coordinates are those of the unit circle: scale it by its matrix.</summary>
    public static Outline Circle { get; } = Polygon(32, _ => 1);

    /// <summary>The corners, in order; the last is joined to the first.</summary>
    public IReadOnlyList<Vector2> Points => _points;

    /// <summary>A ring of corners about the origin.</summary>
    /// <param name="corners">How many.</param>
    /// <param name="radius">The distance of a corner from the origin.</param>
    public static Outline Polygon(int corners, Func<int, float> radius)
    {
        var outline = new Outline();
        for (int i = 0; i < corners; i++)
        {
            (float sin, float cos) = MathF.SinCos(i * MathF.Tau / corners);
            outline._points.Add(new Vector2(cos, sin) * radius(i));
        }

        return outline;
    }

    /// <summary>A petal or leaf from (0, 0) to its tip at (1, 0).</summary>
    /// <param name="halfWidth">Its greatest extent to either side.</param>
    /// <param name="roundness">0 for a pointed tip, 1 for a round one.</param>
    /// <param name="belly">Where along its length it is widest, roughly, in (0, 1).</param>
    /// <param name="foot">Half its width at the base.</param>
    public static Outline Petal(float halfWidth, float roundness, float belly = 0.5f, float foot = 0.02f)
    {
        float reach = halfWidth * 1.33f;
        var low = new Vector2(belly * 0.55f, reach);
        var high = new Vector2(1 - 0.5f * (1 - roundness) * (1 - belly), reach * (0.25f + 0.75f * roundness));
        var outline = new Outline().Start(0, foot).Curve(low, high, Vector2.UnitX);
        return outline.Curve(Flip(high), Flip(low), new Vector2(0, -foot));
    }

    /// <summary>A leaf from (0, 0) to (1, 0) with teeth along its edges.</summary>
    /// <param name="halfWidth">Its greatest extent to either side.</param>
    /// <param name="teeth">How many on each side.</param>
    /// <param name="depth">How deep they cut, from 0 (not at all) to 1 (to the midrib).</param>
    /// <param name="backward">How far the teeth lean towards the base, in tooth lengths.</param>
    public static Outline ToothedLeaf(float halfWidth, int teeth, float depth, float backward)
    {
        var outline = new Outline();
        outline._points.Add(Vector2.Zero);
        for (int side = 1; side >= -1; side -= 2)
        {
            for (int i = 0; i < 2 * teeth; i++)
            {
                int step = side > 0 ? i : 2 * teeth - 1 - i;
                bool peak = step % 2 == 0;
                float along = (step + 1f) / (2 * teeth + 1);
                float bulge = halfWidth * MathF.Pow(MathF.Sin(MathF.PI * MathF.Pow(along, 0.8f)), 0.8f);
                float x = along - (peak ? backward / teeth : 0);
                outline._points.Add(new Vector2(x, side * bulge * (peak ? 1 : 1 - depth)));
            }

            if (side > 0) outline._points.Add(Vector2.UnitX);
        }

        return outline;
    }

    /// <summary>A band along a quadratic Bézier curve: a stem, a blade of grass.</summary>
    /// <param name="from">Where it begins.</param>
    /// <param name="bend">The control point.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="widthFrom">Its width at the beginning.</param>
    /// <param name="widthTo">Its width at the end.</param>
    public static Outline Band(Vector2 from, Vector2 bend, Vector2 to, float widthFrom, float widthTo)
    {
        const int pieces = 14;
        var outline = new Outline();
        var back = new List<Vector2>(pieces + 1);
        for (int i = 0; i <= pieces; i++)
        {
            float t = i / (float)pieces;
            Vector2 point = Vector2.Lerp(Vector2.Lerp(from, bend, t), Vector2.Lerp(bend, to, t), t);
            Vector2 along = Vector2.Lerp(bend - from, to - bend, t);
            Vector2 across = new Vector2(-along.Y, along.X) / MathF.Max(along.Length(), 1e-3f);
            float half = 0.5f * (widthFrom + (widthTo - widthFrom) * t);
            outline._points.Add(point + across * half);
            back.Add(point - across * half);
        }

        back.Reverse();
        outline._points.AddRange(back);
        return outline;
    }

    /// <summary>Begins at a point.</summary>
    public Outline Start(float x, float y)
    {
        _points.Add(new Vector2(x, y));
        return this;
    }

    /// <summary>Goes on along a cubic Bézier curve.</summary>
    public Outline Curve(Vector2 control1, Vector2 control2, Vector2 to)
    {
        Vector2 from = _points[^1];
        for (int i = 1; i <= PiecesPerCurve; i++)
        {
            float t = i / (float)PiecesPerCurve;
            float s = 1 - t;
            _points.Add(s * s * s * from + 3 * s * s * t * control1 + 3 * s * t * t * control2 + t * t * t * to);
        }

        return this;
    }

    private static Vector2 Flip(Vector2 point) => new(point.X, -point.Y);
}
