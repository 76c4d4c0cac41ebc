namespace ResNetFlowers.Formats.PyTorch;

/// <summary>
/// Makes sure that what a pickle built is a tree that can be walked: a few bytes can also describe a list that holds itself, or one
/// that holds the next twice, fifty times over.
/// </summary>
internal static class TreeBounds
{
    // Far above any model's tensors and options.
    private const int MaxValues = 2_000_000;

    /// <summary>Walks the whole tree.</summary>
    /// <exception cref="InvalidDataException">It is too deep, too large, or has a class or a bare storage in it.</exception>
    public static void Check(CheckpointValue root, int maxDepth)
    {
        int left = MaxValues;
        Visit(root, maxDepth, ref left);
    }

    private static void Visit(CheckpointValue value, int depthLeft, ref int left)
    {
        if (depthLeft == 0 || --left == 0) throw new InvalidDataException("its content is nested without end");
        switch (value)
        {
            case ListValue list:
                foreach (CheckpointValue item in list.Items) Visit(item, depthLeft - 1, ref left);
                break;
            case TupleValue tuple:
                foreach (CheckpointValue item in tuple.Items) Visit(item, depthLeft - 1, ref left);
                break;
            case DictValue dict:
                foreach (KeyValuePair<DictKey, CheckpointValue> entry in dict) Visit(entry.Value, depthLeft - 1, ref left);
                break;
            case GlobalReference global:
                throw new InvalidDataException($"it holds the bare class {global.Name}");
            case StorageReference:
                throw new InvalidDataException("it holds a storage without a tensor");
            default:
                break;
        }
    }
}
