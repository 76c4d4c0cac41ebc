using ResNetFlowers.Formats.Onnx;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using static ResNetFlowers.Formats.Onnx.NodeAttribute;
using static ResNetFlowers.Formats.Onnx.TensorProto.Types;

namespace ResNetFlowers.Export.Onnx;

/// <summary>
/// What is done to a photo before the network sees it, as nodes: 8-bit pictures of any size to normalised squares. Resizing works on
/// whole samples, as ours does, so that a runtime which follows Pillow, as ONNX Runtime does, gives the same samples but for a few that
/// round the other way.
/// </summary>
internal sealed class PreprocessingGraph(GraphBuilder graph)
{
    /// <summary>Adds the steps.</summary>
    /// <param name="steps">The transforms, decoded photo to square.</param>
    /// <param name="normalization">Square to numbers.</param>
    /// <param name="pictures">The value uint8 <c>[N, H, W, 3]</c>.</param>
    /// <returns>The value float <c>[N, C, S, S]</c>.</returns>
    public string Add(IEnumerable<IImageTransform> steps, Normalization normalization, string pictures)
    {
        string value = graph.Node("Transpose", "planes", [pictures], Ints("perm", 0, 3, 1, 2));
        foreach (IImageTransform step in steps)
        {
            value = step switch
            {
                Resize { Interpolation: InterpolationMode.Bilinear } resize => Resized(ShorterSide(resize.Size, value), value),
                ResizeSquare { Interpolation: InterpolationMode.Bilinear } resize => Resized(Square(resize.Size), value),
                CenterCrop crop => Cropped(crop.Size, value),
                _ => throw new NotSupportedException($"{step} has no description as a graph"),
            };
        }

        return Normalized(normalization, value);
    }

    /// <summary>The shorter side to a length, the longer one cut to whole pixels: [H, W] · size / min(H, W), in whole numbers.</summary>
    private string ShorterSide(int size, string pictures)
    {
        string sides = graph.Node("Shape", "resize.sides", [pictures], Int("start", 2), Int("end", 4));
        string shorter = graph.Node("ReduceMin", "resize.shorter", [sides], Int("keepdims", 1));
        string scaled = graph.Node("Mul", "resize.scaled", [sides, graph.Constant("resize.size", size)]);
        return graph.Node("Div", "resize.resized", [scaled, shorter]);
    }

    private string Square(int size) => graph.Constant("resize.size", size, size);

    /// <summary>To a height and a width, antialiased; as in Pillow, nothing beyond the edges has influence.</summary>
    private string Resized(string heightAndWidth, string pictures)
    {
        string others = graph.Node("Shape", "resize.others", [pictures], Int("start", 0), Int("end", 2));
        string sizes = graph.Node("Concat", "resize.sizes", [others, heightAndWidth], Int("axis", 0));
        return graph.Node(
            "Resize", "resize", [pictures, "", "", sizes], String("mode", "linear"), Int("antialias", 1), Int("exclude_outside", 1),
            String("coordinate_transformation_mode", "half_pixel"));
    }

    /// <summary>The middle; of an odd rest the larger half is cut where Round, like Python's, puts it: at the even side.</summary>
    private string Cropped(int size, string pictures)
    {
        string sides = graph.Node("Shape", "crop.sides", [pictures], Int("start", 2), Int("end", 4));
        string length = graph.Constant("crop.size", size, size);
        string rest = graph.Node("Cast", "crop.rest", [graph.Node("Sub", "crop.sub", [sides, length])], Int("to", (long)DataType.Float));
        string half = graph.Node("Mul", "crop.half", [rest, graph.Constant("crop.one_half", [0.5f])]);
        string start = graph.Node("Cast", "crop.start", [graph.Node("Round", "crop.round", [half])], Int("to", (long)DataType.Int64));
        string end = graph.Node("Add", "crop.end", [start, length]);
        return graph.Node("Slice", "crop", [pictures, start, end, graph.Constant("crop.axes", 2, 3)]);
    }

    /// <summary>(sample / 255 − mean) / std, each step rounded, as ours is.</summary>
    private string Normalized(Normalization normalization, string pictures)
    {
        string samples = graph.Node("Cast", "samples", [pictures], Int("to", (long)DataType.Float));
        if (normalization.Channels == 1) samples = Luminance(samples);
        string scaled = graph.Node("Div", "scaled", [samples, graph.Constant("white", [255f])]);
        string mean = graph.Constant("mean", [.. normalization.Mean], 1, normalization.Channels, 1, 1);
        string std = graph.Constant("std", [.. normalization.Std], 1, normalization.Channels, 1, 1);
        return graph.Node("Div", "normalized", [graph.Node("Sub", "centered", [scaled, mean]), std]);
    }

    /// <summary>
    /// ⌊(19595 R + 38470 G + 7471 B + 2¹⁵) / 2¹⁶⌋, as <see cref="Normalization"/> has it: whole numbers below 2²⁴, exact in single
    /// precision.
    /// </summary>
    private string Luminance(string samples)
    {
        string weights = graph.Constant("luminance.weights", [19595f, 38470f, 7471f], 1, 3, 1, 1);
        string weighted = graph.Node("Mul", "luminance.weighted", [samples, weights]);
        string sum = graph.Node("ReduceSum", "luminance.sum", [weighted, graph.Constant("luminance.axes", 1)], Int("keepdims", 1));
        string rounded = graph.Node("Add", "luminance.rounded", [sum, graph.Constant("luminance.half", [32768f])]);
        string scaled = graph.Node("Div", "luminance.scaled", [rounded, graph.Constant("luminance.unit", [65536f])]);
        return graph.Node("Floor", "luminance", [scaled]);
    }
}
