namespace ResNetFlowers.Data.Similarity;

/// <summary>
/// Finds pictures that resemble one without comparing it to all. Of two hashes that differ in at most 7 bits, one of the four 16-bit
/// quarters differs in at most one: each look is filed under its four quarters, and sought under each with every single bit turned
/// (M. Norouzi, A. Punjani, D. Fleet, "Fast Search in Hamming Space with Multi-Index Hashing", 2012).
/// </summary>
internal sealed class LookIndex
{
    private const int QuarterBits = 16;
    private const int Quarters = 4;

    private readonly List<Look> _looks = [];
    private readonly Dictionary<(int Quarter, ushort Value), List<int>> _filed = [];

    /// <summary>Files a look.</summary>
    /// <returns>The numbers, in the order of filing, of earlier ones that it resembles.</returns>
    public IReadOnlyList<int> Add(Look look)
    {
        SortedSet<int> alike = [];
        for (int quarter = 0; quarter < Quarters; quarter++)
        {
            ushort value = (ushort)(look.Hash >> (quarter * QuarterBits));
            Seek(quarter, value);
            for (int bit = 0; bit < QuarterBits; bit++) Seek(quarter, (ushort)(value ^ (1 << bit)));
        }

        for (int quarter = 0; quarter < Quarters; quarter++)
        {
            (int, ushort) key = (quarter, (ushort)(look.Hash >> (quarter * QuarterBits)));
            if (!_filed.TryGetValue(key, out List<int>? here)) _filed[key] = here = [];
            here.Add(_looks.Count);
        }

        _looks.Add(look);
        return [.. alike];

        void Seek(int quarter, ushort value)
        {
            if (!_filed.TryGetValue((quarter, value), out List<int>? candidates)) return;
            foreach (int candidate in candidates)
            {
                if (look.Resembles(_looks[candidate])) alike.Add(candidate);
            }
        }
    }
}
