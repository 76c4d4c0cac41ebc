using System.Collections;
using System.Runtime.InteropServices;
using System.Text;

namespace ResNetFlowers.Data;

/// <summary>
/// Samples of a folder in little memory, for there may be millions: each folder's path is kept once, the names of its files as UTF-8, one
/// behind the other. A path is put together when it is asked for.
/// </summary>
internal sealed class SampleTable : IReadOnlyList<Sample>
{
    private readonly List<Block> _blocks = [];

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public Sample this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            Block block = BlockOf(index);
            return block.Sample(index - block.First);
        }
    }

    /// <summary>Appends the photos of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="label">Their label.</param>
    /// <param name="names">Their file names.</param>
    public void Add(string folder, int label, IReadOnlyList<string> names)
    {
        if (names.Count == 0) return;
        byte[] bytes = new byte[names.Sum(name => Encoding.UTF8.GetByteCount(name))];
        int[] ends = new int[names.Count];
        int end = 0;
        for (int i = 0; i < names.Count; i++) ends[i] = end += Encoding.UTF8.GetBytes(names[i], bytes.AsSpan(end));
        _blocks.Add(new Block(folder, label, Count, bytes, ends));
        Count += names.Count;
    }

    /// <inheritdoc/>
    public IEnumerator<Sample> GetEnumerator()
    {
        foreach (Block block in _blocks)
        {
            for (int i = 0; i < block.Ends.Length; i++) yield return block.Sample(i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The last block that begins at the sample or before it.</summary>
    private Block BlockOf(int index)
    {
        int low = 0;
        for (int high = _blocks.Count - 1; low < high;)
        {
            int middle = (low + high + 1) / 2;
            if (_blocks[middle].First <= index) low = middle;
            else high = middle - 1;
        }

        return _blocks[low];
    }

    /// <summary>The photos of one folder.</summary>
    /// <param name="Folder">Its path.</param>
    /// <param name="Label">Their label.</param>
    /// <param name="First">The first one's index.</param>
    /// <param name="Names">Their names, one behind the other.</param>
    /// <param name="Ends">Where each name ends.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Block(string Folder, int Label, int First, byte[] Names, int[] Ends)
    {
        public Sample Sample(int index)
        {
            int start = index == 0 ? 0 : Ends[index - 1];
            ReadOnlySpan<byte> name = Names.AsSpan(start, Ends[index] - start);
            // A name has 255 letters at most, on every system.
            Span<char> letters = stackalloc char[name.Length];
            return new Sample(Path.Join(Folder, letters[..Encoding.UTF8.GetChars(name, letters)]), Label);
        }
    }
}
