using System.Globalization;
using Google.Protobuf;

namespace ResNetFlowers.Formats.TensorBoard;

/// <summary>An event file that TensorBoard reads while it is written.</summary>
internal sealed class EventFile : IDisposable
{
    private const string Version = "brain.Event:2";
    private const int StringType = 7;
    private const int SessionStart = 1;
    private const int RgbSamples = 3;

    private readonly string _path;
    private readonly FileStream _stream;

    private EventFile(string path, FileStream stream)
    {
        _path = path;
        _stream = stream;
    }

    /// <summary>Starts a new file.</summary>
    /// <param name="folder">Its folder, which must be there; other event files in it are of earlier parts of the same run.</param>
    /// <param name="firstStep">The step that comes first: above 1, what earlier files say of this one and later ones no longer counts.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static EventFile Create(string folder, int firstStep)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        string name = string.Create(
            CultureInfo.InvariantCulture, $"events.out.tfevents.{now.ToUnixTimeSeconds():d10}.{Environment.MachineName}.{Environment.ProcessId}.{now:fffffff}");
        string path = Path.Combine(folder, name);
        try
        {
            var file = new EventFile(path, new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read));
            file.Write(new Event { FileVersion = Version });
            if (firstStep > 1) file.Write(new Event { Step = firstStep, SessionLog = new SessionLog { Status = SessionStart } });
            return file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, exception);
        }
    }

    /// <summary>A curve's value: figures by their names.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public void AddScalars(int step, params ReadOnlySpan<(string Tag, double Value)> scalars)
    {
        var summary = new Summary();
        foreach ((string tag, double value) in scalars) summary.Value.Add(new SummaryValue { Tag = tag, SimpleValue = (float)value });
        Add(step, summary);
    }

    /// <summary>A text, shown as Markdown.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public void AddText(int step, string tag, string markdown) => Add(step, new Summary
    {
        Value =
        {
            new SummaryValue
            {
                // Where the reader looks for texts.
                Tag = $"{tag}/text_summary",
                Metadata = new SummaryMetadata { PluginData = new PluginData { PluginName = "text" } },
                Tensor = new TensorProto { Dtype = StringType, TensorShape = new TensorShapeProto(), StringVal = { ByteString.CopyFromUtf8(markdown) } },
            },
        },
    });

    /// <summary>A picture.</summary>
    /// <param name="step">When it was so.</param>
    /// <param name="tag">Its name.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="png">A PNG file of RGB.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public void AddImage(int step, string tag, int width, int height, ReadOnlySpan<byte> png) => Add(step, new Summary
    {
        Value =
        {
            new SummaryValue
            {
                Tag = tag,
                Image = new SummaryImage { Width = width, Height = height, Colorspace = RgbSamples, EncodedImageString = ByteString.CopyFrom(png) },
            },
        },
    });

    public void Dispose() => _stream.Dispose();

    private void Add(int step, Summary summary)
    {
        try
        {
            Write(new Event { Step = step, Summary = summary });
        }
        catch (IOException exception)
        {
            throw Unwritable(_path, exception);
        }
    }

    private void Write(Event content)
    {
        content.WallTime = (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).TotalSeconds;
        EventRecord.Write(_stream, content.ToByteArray());
        _stream.Flush();
    }

    private static InputException Unwritable(string path, Exception exception) =>
        new($"{path}: cannot be written ({exception.Message.TrimEnd('.')}); make room, or leave --tensorboard out", exception);
}
