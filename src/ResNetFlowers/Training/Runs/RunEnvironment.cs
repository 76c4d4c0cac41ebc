using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using ResNetFlowers.Machine;
using ResNetFlowers.Training.Options;
using static TorchSharp.torch;

namespace ResNetFlowers.Training.Runs;

/// <summary>On what a run ran, and how it was called: <c>environment.json</c>.</summary>
public sealed record RunEnvironment
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>When the run began, or went on, in UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>The command, as a shell takes it.</summary>
    public required string Command { get; init; }

    /// <summary>The folder it was given in.</summary>
    public required string Folder { get; init; }

    /// <summary>This program's version.</summary>
    public required string Version { get; init; }

    /// <summary>.NET's.</summary>
    public required string Dotnet { get; init; }

    /// <summary>libtorch's.</summary>
    public required string Libtorch { get; init; }

    /// <summary>Where the network runs, <c>cpu</c> or <c>cuda:N</c>.</summary>
    public required string Device { get; init; }

    /// <summary>In what it computes, one of <see cref="Precisions.Names"/>; empty in files of runs before there was a choice.</summary>
    public string Precision { get; init; } = "";

    /// <summary>CPU threads of libtorch.</summary>
    public required int Threads { get; init; }

    /// <summary>The operating system.</summary>
    public required string Os { get; init; }

    /// <summary>The processor.</summary>
    public required string Cpu { get; init; }

    /// <summary>Its cores, as far as this process may use them.</summary>
    public required int Cores { get; init; }

    /// <summary>What is here and now.</summary>
    /// <param name="device">Where the network runs.</param>
    /// <param name="precision">In what it computes.</param>
    public static RunEnvironment Current(Device device, Precision precision)
    {
        string[] words = Environment.GetCommandLineArgs();
        return new RunEnvironment
        {
            Started = TimeProvider.System.GetUtcNow(),
            Command = string.Join(' ', words.Skip(1).Prepend(Path.GetFileNameWithoutExtension(words[0])).Select(ShellWord.Quote)),
            Folder = Environment.CurrentDirectory,
            Version = ProgramVersion.Text,
            Dotnet = Environment.Version.ToString(),
            Libtorch = __version__,
            Device = device.ToString(),
            Precision = precision.Name(),
            Threads = get_num_threads(),
            Os = RuntimeInformation.OSDescription,
            Cpu = Processor.Name,
            Cores = Environment.ProcessorCount,
        };
    }

    /// <summary>As JSON.</summary>
    public string Write() => JsonSerializer.Serialize(this, Json) + "\n";

    /// <summary>What a file says; null where it is missing or says something else.</summary>
    public static RunEnvironment? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<RunEnvironment>(File.ReadAllText(path), Json) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
