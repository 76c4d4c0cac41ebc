using ResNetFlowers.Formats;

namespace ResNetFlowers.Neighbours;

/// <summary>The embeddings of photos, a row each, and the search among them. The rows may be a mapped file.</summary>
/// <param name="rows">Float32 <c>[N, C]</c>, N and C at least 1, each row of length 1.</param>
internal sealed class EmbeddingTable(TensorData rows)
{
    /// <summary>Photos.</summary>
    public int Count { get; } = (int)rows.Shape[0];

    /// <summary>Numbers of an embedding.</summary>
    public int Dimensions { get; } = (int)rows.Shape[1];

    /// <summary>Cosine distances to a photo, see <see cref="UnitVector.Distance"/>, row by row.</summary>
    /// <param name="embedding">The photo's, of any length above 0.</param>
    /// <exception cref="ArgumentException">It has another number of dimensions.</exception>
    public float[] Distances(ReadOnlySpan<float> embedding)
    {
        if (embedding.Length != Dimensions) throw new ArgumentException($"has {embedding.Length} numbers and not {Dimensions}", nameof(embedding));
        float[] direction = embedding.ToArray();
        UnitVector.Normalize(direction);
        ReadOnlySpan<float> all = rows.AsFloats();
        float[] distances = new float[Count];
        for (int row = 0; row < distances.Length; row++) distances[row] = UnitVector.Distance(all.Slice(row * Dimensions, Dimensions), direction);
        return distances;
    }
}
