using System.Runtime.InteropServices;
using System.Text;
using ResNetFlowers.Formats;
using ResNetFlowers.Formats.Safetensors;

namespace ResNetFlowers.Neighbours;

/// <summary>Collects the embeddings of training photos and writes them as a <see cref="NeighbourIndex"/>.</summary>
/// <param name="capacity">How many photos there may be, at least 1.</param>
internal sealed class NeighbourIndexBuilder(int capacity)
{
    // How many of the validation photos shall be known: the rest are the farthest of their kind.
    private const double KnownPercent = 99;

    private readonly List<string> _paths = [];
    private readonly List<long> _labels = [];
    private readonly List<float> _distances = [];
    private byte[] _rows = [];
    private EmbeddingTable? _table;

    /// <summary>Adds a training photo.</summary>
    /// <param name="path">Its path from the data's folder, parts separated by <c>/</c>.</param>
    /// <param name="label">Its class.</param>
    /// <param name="embedding">Of any length above 0; as many numbers as the others have.</param>
    public void Add(string path, int label, ReadOnlySpan<float> embedding)
    {
        if (_rows.Length == 0) _rows = new byte[capacity * embedding.Length * sizeof(float)];
        Span<float> row = MemoryMarshal.Cast<byte, float>(_rows.AsSpan()).Slice(_paths.Count * embedding.Length, embedding.Length);
        embedding.CopyTo(row);
        UnitVector.Normalize(row);
        _paths.Add(path);
        _labels.Add(label);
    }

    /// <summary>Measures how far a validation photo is from its nearest training photo; after all of those.</summary>
    /// <param name="embedding">As those have.</param>
    public void Check(ReadOnlySpan<float> embedding)
    {
        _table ??= new EmbeddingTable(Rows(embedding.Length));
        _distances.Add(_table.Distances(embedding).Min());
    }

    /// <summary>Writes the index, whole or not at all; at least one photo was added and one checked.</summary>
    /// <param name="path">The file.</param>
    /// <param name="weights">Whose embeddings they are, see <see cref="NeighbourIndex.Weights"/>.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public void Write(string path, string weights)
    {
        byte[] paths = Encoding.UTF8.GetBytes(string.Join(NeighbourIndex.PathSeparator, _paths));
        var tensors = new DictValue
        {
            [NeighbourIndex.EmbeddingsName] = Rows(_rows.Length / sizeof(float) / capacity),
            [NeighbourIndex.LabelsName] = new TensorData(ElementType.Int64, [_labels.Count], MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_labels)).ToArray()),
            [NeighbourIndex.PathsName] = new TensorData(ElementType.UInt8, [paths.Length], paths),
            [NeighbourIndex.ThresholdName] = TensorData.Exact(Percentile.Of(_distances, KnownPercent)),
        };
        SafetensorsFile.Write(path, tensors, new Dictionary<string, string>(StringComparer.Ordinal) { [NeighbourIndex.WeightsKey] = weights });
    }

    private TensorData Rows(int dimensions) =>
        new(ElementType.Float32, [_paths.Count, dimensions], _rows.AsMemory(0, _paths.Count * dimensions * sizeof(float)));
}
