using System.Buffers.Binary;
using ResNetFlowers.Data.Naming;
using ResNetFlowers.Formats;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using ResNetFlowers.Training.Options;

namespace ResNetFlowers.Training.Checkpoints;

/// <summary>Reads the entries of a checkpoint's dict, and names the one that is missing or not what it should be.</summary>
internal sealed class CheckpointFields
{
    private readonly string _path;
    private readonly DictValue _fields;

    public CheckpointFields(string path, CheckpointValue root)
    {
        _path = path;
        _fields = root as DictValue ?? throw Unfit("it holds no dict");
    }

    public string Text(string key) => Get<StringValue>(key).Value;

    public int Whole(string key, int least, int most = int.MaxValue)
    {
        long value = Get<IntegerValue>(key).Value;
        return value >= least && value <= most ? (int)value : throw Unfit($"its '{key}' is {value}");
    }

    public IReadOnlyList<string> Names(string key)
    {
        IReadOnlyList<CheckpointValue> items = Get<ListValue>(key).Items;
        return items.Count > 0 && items.All(item => item is StringValue)
            ? [.. items.Select(item => ((StringValue)item).Value)]
            : throw Unfit($"its '{key}' is not a list of names");
    }

    /// <summary>A dict of texts; none where the file has no such entry.</summary>
    public ReadableNames ReadableNames(string key)
    {
        if (OptionalDict(key) is not { } dict) return Data.Naming.ReadableNames.None;
        return dict.All(entry => entry is { Key.Text: not null, Value: StringValue })
            ? new ReadableNames(dict.ToDictionary(entry => entry.Key.Text!, entry => ((StringValue)entry.Value).Value, StringComparer.Ordinal))
            : throw Unfit($"its '{key}' is not a dict of names");
    }

    public float[] Floats(string key, int count)
    {
        TensorData tensor = Get<TensorData>(key);
        return tensor.ElementType == ElementType.Float32 && tensor.ElementCount == count
            ? tensor.AsFloats().ToArray()
            : throw Unfit($"its '{key}' is not {count} float32 numbers");
    }

    public double Double(string key)
    {
        TensorData tensor = Get<TensorData>(key);
        return tensor.ElementType == ElementType.Float64 && tensor.ElementCount == 1
            ? BinaryPrimitives.ReadDoubleLittleEndian(tensor.Bytes.Span)
            : throw Unfit($"its '{key}' is not one float64 number");
    }

    /// <summary>A number above 0; <paramref name="otherwise"/> where there is none.</summary>
    public double Positive(string key, double otherwise)
    {
        if (!_fields.TryGet<CheckpointValue>(key, out _)) return otherwise;
        double value = Double(key);
        return value > 0 && double.IsFinite(value) ? value : throw Unfit($"its '{key}' is {value}");
    }

    /// <summary>One number of each for luminance, or three for R, G and B.</summary>
    public Normalization Normalization(string mean, string std)
    {
        int channels = Get<TensorData>(std).ElementCount == 1 ? 1 : 3;
        float[] divisors = Floats(std, channels);
        return divisors.Contains(0) ? throw Unfit($"its '{std}' holds a 0") : new Normalization(Floats(mean, channels), divisors);
    }

    /// <summary>The usual middle where the file names no shorter side.</summary>
    public Preprocessing Preprocessing(string size, string shorterSide)
    {
        int side = Whole(size, TrainOptions.MinImageSize, TrainOptions.MaxImageSize);
        return _fields.TryGet<IntegerValue>(shorterSide, out _)
            ? new Preprocessing(side, Whole(shorterSide, least: 0, 2 * TrainOptions.MaxImageSize))
            : Imaging.Transforms.Preprocessing.Middle(side);
    }

    public DictValue Dict(string key) => Get<DictValue>(key);

    public DictValue? OptionalDict(string key) => _fields.TryGet(key, out DictValue? value) ? value : null;

    public CheckpointFields Fields(string key) => new(_path, Get<DictValue>(key));

    private T Get<T>(string key) where T : CheckpointValue => _fields.TryGet(key, out T? value)
        ? value
        : throw Unfit($"it has no '{key}'");

    private InputException Unfit(string reason) =>
        new($"{_path}: is not a checkpoint of this program ({reason}); give a best.pth or last.pth that 'train' wrote");
}
