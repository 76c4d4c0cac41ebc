using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ResNetFlowers.Training;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;
using ResNetFlowers.Weights;

namespace ResNetFlowers.Logs;

/// <summary>
/// Every event of a run as a line of JSON, <c>{"time": …, "event": "epoch", …}</c>, keys in snake_case, for anybody's dashboard. Lines are
/// added to what the file holds; each is written whole before the run goes on.
/// </summary>
internal sealed class JsonLinesLog : ITrainingObserver, IDisposable
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly StreamWriter _writer;

    /// <summary>Opens a file, new or not.</summary>
    /// <exception cref="InputException">It cannot be written.</exception>
    public JsonLinesLog(string path)
    {
        _path = path;
        try
        {
            _writer = new StreamWriter(path, append: true) { AutoFlush = true, NewLine = "\n" };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(exception);
        }
    }

    public void OnFetching(WeightSource source) => Write("fetching", new { source.Address, source.Path });

    public void OnStart(TrainingPlan plan) => Write("start", new
    {
        plan.Folder, plan.Device, Precision = plan.Precision.Name(), plan.Threads, plan.Classes, plan.TrainImages, plan.ValImages, plan.Parameters, plan.FirstEpoch, plan.FirstBatch,
        Options = OptionTable.All.ToDictionary(option => option.Name, option => option.Text(plan.Options), StringComparer.Ordinal),
    });

    public void OnPhase(int epoch, TrainingPhase phase, int images) => Write("phase", new { Epoch = epoch, Phase = phase.ToString().ToLowerInvariant(), Images = images });

    public void OnUnfreeze(int epoch, IReadOnlyList<LearnedParameter> learned) =>
        Write("unfreeze", new { Epoch = epoch, Tensors = learned.Count, Parameters = learned.Sum(parameter => parameter.Count) });

    public void OnEpoch(EpochResult result) => Write("epoch", result);

    public void OnWarning(string message) => Write("warning", new { Message = message });

    public void OnSkipped(string path, string reason) => Write("skipped", new { Path = path, Reason = reason });

    public void OnEnd(TrainResult result) =>
        Write("end", new { result.Folder, result.BestEpoch, result.BestAccuracy, Epochs = result.Epochs.Count, result.SkippedPhotos, result.EndedBecause });

    public void OnInterrupted() => Write("interrupted", new { });

    public void OnFailed(string message) => Write("failed", new { Message = message });

    public void Dispose() => _writer.Dispose();

    // Photos are skipped by any thread.
    private void Write<T>(string name, T content)
    {
        var line = new JsonObject { ["time"] = DateTimeOffset.UtcNow.ToString("O"), ["event"] = name };
        foreach ((string key, JsonNode? value) in JsonSerializer.SerializeToNode(content, Json)!.AsObject().ToArray()) line[key] = value?.DeepClone();
        try
        {
            lock (_lock) _writer.WriteLine(line.ToJsonString(Json));
        }
        catch (IOException exception)
        {
            throw Unwritable(exception);
        }
    }

    private InputException Unwritable(Exception exception) =>
        new($"--log-json {_path}: cannot be written ({exception.Message.TrimEnd('.')}); name a file in a folder that is writable", exception);
}
