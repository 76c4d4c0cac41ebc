using ResNetFlowers.Formats;
using ResNetFlowers.Models;
using static TorchSharp.torch;

namespace ResNetFlowers.Weights;

/// <summary>
/// Starts a network from weights that somebody else trained. What fits by name is copied, what does not is reported by name; a
/// tensor of another shape is an error, except for the classifier, which other classes leave as it was.
/// </summary>
public static class WeightLoader
{
    private const int Named = 3;
    private static readonly string[] Classifier = ["fc.weight", "fc.bias"];

    /// <summary>Loads a file into a network. On an error the network is as it was.</summary>
    /// <param name="path">
    /// A checkpoint of ours, or anybody's file that holds a state dict at its top or under <c>state_dict</c>, <c>model</c> or
    /// <c>model_state_dict</c>; all keys may begin with <c>module.</c> or <c>_orig_mod.</c>. Half, bfloat16 and double become float.
    /// </param>
    /// <param name="model">The network, initialised and on the CPU.</param>
    /// <param name="classes">
    /// The names of the network's classes by index. Where the file knows its own, the classifier is loaded only if they are the same;
    /// otherwise, and with null, if they are as many.
    /// </param>
    /// <exception cref="InputException">
    /// The file cannot be read, a tensor has another shape or does not hold finite floating-point numbers, or more than half of the network's tensors
    /// are not in it.
    /// </exception>
    public static LoadedWeights Load(string path, ResNet model, IReadOnlyList<string>? classes = null)
    {
        using WeightsFile file = WeightsFile.Open(path);
        file.Verify();
        return Load(path, StateDict.Find(path, file.Root), ClassNames.Find(file.Root, file.Metadata), model, classes);
    }

    internal static LoadedWeights Load(
        string path, StateDict stored, IReadOnlyList<string>? storedClasses, ResNet model, IReadOnlyList<string>? classes)
    {
        Dictionary<string, Tensor> own = model.state_dict();
        string? otherClasses = OtherClasses(stored, own) ?? OtherNames(storedClasses, classes);
        var pairs = new List<(string Name, TensorData Source, Tensor Target)>();
        var missing = new List<string>();
        var reinitialized = new List<string>();
        foreach ((string name, Tensor target) in own)
        {
            TensorData? source = stored.Tensors.GetValueOrDefault(name);
            if (IsCounter(name) && source?.ElementType != ElementType.Int64) continue;
            if (source is null)
            {
                missing.Add(name);
            }
            else if (otherClasses is not null && Classifier.Contains(name))
            {
                reinitialized.Add(name);
            }
            else
            {
                CheckFits(path, model, name, source, target);
                pairs.Add((name, source, target));
            }
        }

        CheckEnough(path, model, stored, own.Keys.Count(name => !IsCounter(name)), missing);
        foreach ((_, TensorData source, Tensor target) in pairs) TensorCopy.Copy(source, target);
        return new LoadedWeights
        {
            Path = path,
            Loaded = [.. pairs.Select(pair => pair.Name)],
            Missing = missing,
            Unexpected = [.. stored.Tensors.Keys.Where(name => !own.ContainsKey(name)), .. stored.Others],
            Reinitialized = reinitialized,
            ReinitializedBecause = reinitialized.Count > 0 ? otherClasses : null,
        };
    }

    // BatchNorm's count of the batches that it saw, which only momentum=None uses: files from before PyTorch 0.4.1 lack it, and in
    // those whose tensors were all converted to half it is spoilt.
    private static bool IsCounter(string name) => name.EndsWith(".num_batches_tracked", StringComparison.Ordinal);

    private static string? OtherClasses(StateDict stored, Dictionary<string, Tensor> own)
    {
        foreach (string name in Classifier)
        {
            if (!own.TryGetValue(name, out Tensor? target) || !stored.Tensors.TryGetValue(name, out TensorData? source)) continue;
            bool sameButForClasses = source.Shape.Length == target.shape.Length && source.Shape[1..].SequenceEqual(target.shape.AsSpan(1));
            if (sameButForClasses && source.Shape[0] != target.shape[0]) return $"the file's is for {source.Shape[0]} classes, not {target.shape[0]}";
        }

        return null;
    }

    private static string? OtherNames(IReadOnlyList<string>? stored, IReadOnlyList<string>? classes) =>
        stored is null || classes is null || stored.SequenceEqual(classes, StringComparer.Ordinal)
            ? null
            : $"the file's is for other classes: {FirstOf(stored)}";

    private static void CheckFits(string path, ResNet model, string name, TensorData source, Tensor target)
    {
        if (!TensorCopy.SameShape(source, target))
        {
            throw new InputException(
                $"{path}: {name} is {TensorCopy.Describe(source.Shape)}, but {TensorCopy.Describe(target.shape)} in {model.Variant.Name}; " +
                "give weights of that network, or --arch the network that they are of");
        }

        if (target.is_floating_point() && !TensorCopy.IsFloatingPoint(source))
        {
            throw new InputException($"{path}: {name} holds {source.ElementType}, not floating-point numbers; give weights that are not quantised");
        }

        if (!TensorCopy.IsFinite(source))
            throw new InputException($"{path}: {name} holds numbers that are infinite or none at all (NaN); give weights of a training that went well");
    }

    private static void CheckEnough(string path, ResNet model, StateDict stored, int needed, List<string> missing)
    {
        if (missing.Count * 2 <= needed) return;
        throw new InputException(
            $"{path}: {missing.Count} of the {needed} tensors of {model.Variant.Name} are not in it ({FirstOf(missing)}), " +
            $"it holds {FirstOf([.. stored.Tensors.Keys])}; give weights of that network, or --arch the network that they are of");
    }

    private static string FirstOf(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(Named).Select(name => OneLine.Of(name, most: 80))) + (names.Count > Named ? ", …" : "");
}
