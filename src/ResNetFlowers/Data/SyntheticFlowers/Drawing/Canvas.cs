using System.Numerics;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Data.SyntheticFlowers.Drawing;

/// <summary>The colour and opacity of a shape at a point, given in the shape's own coordinates.</summary>
internal delegate Vector4 Shader(Vector2 point);

/// <summary>What a shape is, for the mask that tells where flowers are.</summary>
internal enum Layer
{
    /// <summary>Whatever is no flower; it hides the flowers behind it.</summary>
    Scenery,

    /// <summary>A part of a flower head.</summary>
    Flower,

    /// <summary>Light or shadow; a flower under it remains one.</summary>
    Shade,
}

/// <summary>A square picture in the making, and the mask of its flower heads.</summary>
internal sealed class Canvas
{
    private readonly Coverage _coverage;
    private readonly float[] _areas;

    /// <summary>Creates a black canvas without flowers.</summary>
    public Canvas(int size)
    {
        Size = size;
        Pixels = new Vector3[size * size];
        Mask = new float[size * size];
        _coverage = new Coverage(size);
        _areas = new float[size];
    }

    /// <summary>Pixels a side.</summary>
    public int Size { get; }

    /// <summary>The colours, row by row, <c>[Size, Size]</c>.</summary>
    public Vector3[] Pixels { get; }

    /// <summary>How much of each pixel is flower head, in [0, 1], <c>[Size, Size]</c>.</summary>
    public float[] Mask { get; }

    /// <summary>Lays a shape over the picture.</summary>
    /// <param name="outline">The shape.</param>
    /// <param name="place">From its coordinates to pixels.</param>
    /// <param name="layer">What it is.</param>
    /// <param name="shader">Its colours.</param>
    public void Fill(Outline outline, Matrix3x2 place, Layer layer, Shader shader)
    {
        if (!Matrix3x2.Invert(place, out Matrix3x2 back)) return;
        (int left, int top, int right, int bottom) = _coverage.Trace(outline, place);
        for (int y = top; y < bottom; y++)
        {
            Span<float> areas = _areas.AsSpan(0, right - left);
            _coverage.TakeRow(y, left, areas);
            for (int i = 0; i < areas.Length; i++)
            {
                if (areas[i] <= 0) continue;
                Vector4 paint = shader(Vector2.Transform(new Vector2(left + i + 0.5f, y + 0.5f), back));
                Blend(y * Size + left + i, paint, areas[i], layer);
            }
        }
    }

    /// <summary>Lays a shape of one colour over the picture.</summary>
    public void Fill(Outline outline, Matrix3x2 place, Layer layer, Vector3 colour, float opacity = 1)
    {
        var paint = new Vector4(colour, opacity);
        Fill(outline, place, layer, _ => paint);
    }

    /// <summary>Lays a soft spot over the picture, fading from its middle to nothing at its edge.</summary>
    public void Glow(Vector2 centre, Vector2 radius, Layer layer, Vector3 colour, float opacity)
    {
        Fill(Outline.Circle, Matrix3x2.CreateScale(radius) * Matrix3x2.CreateTranslation(centre), layer, point =>
        {
            float fade = MathF.Max(0, 1 - point.LengthSquared());
            return new Vector4(colour, opacity * fade * fade);
        });
    }

    /// <summary>Changes every pixel.</summary>
    /// <param name="change">From the pixel's place, each coordinate in (0, 1), and its colour to its new colour.</param>
    public void Map(Func<Vector2, Vector3, Vector3> change)
    {
        for (int i = 0; i < Pixels.Length; i++)
        {
            var place = new Vector2(i % Size + 0.5f, i / Size + 0.5f);
            Pixels[i] = change(place / Size, Pixels[i]);
        }
    }

    /// <summary>The finished picture, its colours rounded to bytes; the caller disposes it.</summary>
    public RgbImage ToImage()
    {
        RgbImage image = RgbImage.Rent(Size, Size);
        Span<byte> bytes = image.Pixels;
        for (int i = 0; i < Pixels.Length; i++)
        {
            Vector3 colour = Vector3.Clamp(Pixels[i], Colour.Black, Colour.White) * 255;
            bytes[3 * i] = (byte)(colour.X + 0.5f);
            bytes[3 * i + 1] = (byte)(colour.Y + 0.5f);
            bytes[3 * i + 2] = (byte)(colour.Z + 0.5f);
        }

        return image;
    }

    private void Blend(int index, Vector4 paint, float area, Layer layer)
    {
        float opacity = area * paint.W;
        Pixels[index] = Vector3.Lerp(Pixels[index], new Vector3(paint.X, paint.Y, paint.Z), opacity);
        if (layer == Layer.Flower) Mask[index] += (1 - Mask[index]) * area;
        else if (layer == Layer.Scenery) Mask[index] *= 1 - opacity;
    }
}
