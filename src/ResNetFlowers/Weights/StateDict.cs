using ResNetFlowers.Formats;

namespace ResNetFlowers.Weights;

/// <summary>
/// The tensors of a network as a file holds them, whoever wrote it: the file's whole dict, or the one under <c>state_dict</c>,
/// <c>model</c> or <c>model_state_dict</c>; without the <c>module.</c> that DataParallel and the <c>_orig_mod.</c> that
/// <c>torch.compile</c> put before every key.
/// </summary>
internal sealed class StateDict
{
    private static readonly string[] Places = ["state_dict", "model", "model_state_dict"];
    private static readonly string[] Prefixes = ["module.", "_orig_mod."];

    private StateDict(IReadOnlyDictionary<string, TensorData> tensors, IReadOnlyList<string> others)
    {
        Tensors = tensors;
        Others = others;
    }

    /// <summary>The tensors by name, in the file's order.</summary>
    public IReadOnlyDictionary<string, TensorData> Tensors { get; }

    /// <summary>Names of what stands among them and is no tensor.</summary>
    public IReadOnlyList<string> Others { get; }

    /// <summary>Finds the tensors in a file.</summary>
    /// <param name="path">The file's name for the message.</param>
    /// <param name="root">What the file holds.</param>
    /// <exception cref="InputException">There is no dict with tensors in any of the places.</exception>
    public static StateDict Find(string path, CheckpointValue root)
    {
        if (root is not DictValue dict) throw Unfit("holds no dict");
        DictValue found = Places
            .Select(place => dict.TryGet(place, out DictValue? nested) && HasTensors(nested) ? nested : null)
            .FirstOrDefault(nested => nested is not null) ?? dict;
        if (!HasTensors(found)) throw Unfit("holds no tensors by name");

        var tensors = new OrderedDictionary<string, TensorData>(StringComparer.Ordinal);
        var others = new List<string>();
        int prefix = PrefixLength([.. found.Where(entry => IsTensor(entry.Key, entry.Value)).Select(entry => entry.Key.Text!)]);
        foreach ((DictKey key, CheckpointValue value) in found)
        {
            if (key.Text is not null && value is TensorData tensor) tensors[key.Text[prefix..]] = tensor;
            else others.Add(key.ToString());
        }

        return new StateDict(tensors, others);

        InputException Unfit(string what) => new(
            $"{path}: {what}, neither at its top nor under {string.Join(", ", Places)}; give a file that a network's state_dict() was saved to");
    }

    private static bool HasTensors(DictValue dict) => dict.Any(entry => IsTensor(entry.Key, entry.Value));

    private static bool IsTensor(DictKey key, CheckpointValue value) => key.Text is not null && value is TensorData;

    // A wrapper names every key after itself, wrappers of wrappers in their order; what only some keys begin with belongs to the name.
    private static int PrefixLength(IReadOnlyList<string> keys)
    {
        int length = 0;
        while (Prefixes.FirstOrDefault(prefix => keys.All(key => key.AsSpan(length).StartsWith(prefix, StringComparison.Ordinal))) is { } common)
        {
            length += common.Length;
        }

        return length;
    }
}
