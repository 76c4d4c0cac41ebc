using System.Runtime.InteropServices;
using System.Text;
using ResNetFlowers.Formats;
using ResNetFlowers.Formats.Safetensors;

namespace ResNetFlowers.Neighbours;

/// <summary>A training photo near another one.</summary>
/// <param name="Path">Its path from the data's folder, parts separated by <c>/</c>.</param>
/// <param name="Label">Its class.</param>
/// <param name="Distance">The cosine distance between the embeddings, 0 (alike) to 2.</param>
public sealed record Neighbour(string Path, int Label, float Distance);

/// <summary>
/// The training photos of a run as its best network sees them, to find those that look like another photo: a safetensors file of
/// <c>embeddings</c> (float32 <c>[N, C]</c>, what the head takes, each scaled to length 1), <c>labels</c> (int64 <c>[N]</c>),
/// <c>paths</c> (UTF-8, a 0 between two) and <c>threshold</c>. The file is mapped, not read.
/// </summary>
public sealed class NeighbourIndex : IDisposable
{
    /// <summary>Its name in a run's folder.</summary>
    public const string FileName = "neighbours.safetensors";

    internal const string EmbeddingsName = "embeddings";
    internal const string LabelsName = "labels";
    internal const string PathsName = "paths";
    internal const string ThresholdName = "threshold";
    internal const string WeightsKey = "weights";
    internal const char PathSeparator = '\0';

    private readonly SafetensorsFile _file;
    private readonly EmbeddingTable _table;
    private readonly TensorData _labels;
    private readonly TensorData _paths;

    private NeighbourIndex(SafetensorsFile file, EmbeddingTable table, TensorData labels, TensorData paths, double threshold)
    {
        _file = file;
        _table = table;
        _labels = labels;
        _paths = paths;
        Threshold = threshold;
        Weights = file.Metadata.GetValueOrDefault(WeightsKey, "");
    }

    /// <summary>Training photos in it.</summary>
    public int Count => _table.Count;

    /// <summary>Numbers of an embedding.</summary>
    public int Dimensions => _table.Dimensions;

    /// <summary>The 99th percentile of the validation photos' distances to their nearest training photos: what is further is like none of them.</summary>
    public double Threshold { get; }

    /// <summary>Says which weights the embeddings are of.</summary>
    public string Weights { get; }

    /// <summary>Opens an index; takes milliseconds whatever its size.</summary>
    /// <param name="path">The file.</param>
    /// <param name="classes">How many classes the network has.</param>
    /// <exception cref="InputException">There is no such file, or it is none that <c>train</c> wrote.</exception>
    public static NeighbourIndex Open(string path, int classes)
    {
        SafetensorsFile file = SafetensorsFile.Open(path);
        try
        {
            TensorData embeddings = Find(EmbeddingsName, ElementType.Float32, dimensions: 2);
            TensorData labels = Find(LabelsName, ElementType.Int64, dimensions: 1);
            TensorData paths = Find(PathsName, ElementType.UInt8, dimensions: 1);
            double threshold = MemoryMarshal.Read<double>(Find(ThresholdName, ElementType.Float64, dimensions: 0).Bytes.Span);
            if (embeddings.ElementCount == 0 || labels.ElementCount != embeddings.Shape[0] || double.IsNaN(threshold) || !AreLabels(labels, classes)) throw Unfit();
            return new NeighbourIndex(file, new EmbeddingTable(embeddings), labels, paths, threshold);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        TensorData Find(string name, ElementType type, int dimensions) =>
            file.Tensors.TryGet(name, out TensorData? found) && found.ElementType == type && found.Shape.Length == dimensions ? found : throw Unfit();

        InputException Unfit() => new($"{path}: is no index of training photos; delete it, and 'flowers train --resume RUN' writes it anew");
    }

    /// <summary>How far a photo is from the training photo that is nearest to it, 0 to 2.</summary>
    /// <param name="embedding">What <see cref="Models.ResNet.ForwardEmbedding"/> makes of it, <c>[C]</c>.</param>
    /// <exception cref="ArgumentException">It has another number of dimensions.</exception>
    public float Distance(ReadOnlySpan<float> embedding) => _table.Distances(embedding).Min();

    /// <summary>The training photos that are nearest to a photo, the nearest first.</summary>
    /// <param name="embedding">What <see cref="Models.ResNet.ForwardEmbedding"/> makes of it, <c>[C]</c>.</param>
    /// <param name="count">How many, at least 0; there are fewer where there are not as many photos.</param>
    /// <exception cref="ArgumentException">The embedding has another number of dimensions.</exception>
    public IReadOnlyList<Neighbour> Nearest(ReadOnlySpan<float> embedding, int count)
    {
        float[] distances = _table.Distances(embedding);
        string[] paths = Encoding.UTF8.GetString(_paths.Bytes.Span).Split(PathSeparator);
        ReadOnlySpan<long> labels = MemoryMarshal.Cast<byte, long>(_labels.Bytes.Span);
        var nearest = new List<Neighbour>();
        foreach (int row in Enumerable.Range(0, Count).OrderBy(row => distances[row]).Take(count))
            nearest.Add(new Neighbour(paths.ElementAtOrDefault(row) ?? "", (int)labels[row], distances[row]));
        return nearest;
    }

    private static bool AreLabels(TensorData labels, int classes)
    {
        foreach (long label in MemoryMarshal.Cast<byte, long>(labels.Bytes.Span))
        {
            if (label < 0 || label >= classes) return false;
        }

        return true;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();
}
