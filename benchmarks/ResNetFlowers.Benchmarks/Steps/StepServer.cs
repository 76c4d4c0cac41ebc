using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ResNetFlowers.Training.Options;
using static TorchSharp.torch;

namespace ResNetFlowers.Benchmarks.Steps;

/// <summary>
/// Rounds of training or evaluation, for a program that measures them in turn with another's: says what it is ready for, then reads the
/// least seconds of a round from each line of its input, and writes how many pictures it took and how long; each answer is a line of JSON.
/// </summary>
internal static class StepServer
{
    /// <summary>Classes told apart, as many as the flower photos have.</summary>
    internal const int Classes = 5;

    /// <summary>Answers until there are no more lines.</summary>
    /// <param name="kind"><c>train</c> or <c>eval</c>.</param>
    /// <param name="flags">Options of <c>train</c>: <c>--arch</c>, <c>resnet18</c>, <c>--batch-size</c>, <c>16</c> and so on.</param>
    /// <param name="input">Seconds, a line each.</param>
    /// <param name="output">Receives the answers.</param>
    /// <exception cref="InputException">The kind or an option is none that there is.</exception>
    public static void Serve(string kind, IReadOnlyList<string> flags, TextReader input, TextWriter output)
    {
        TrainOptions options = Read(flags);
        ComputeDevice.UseThreads(options.Threads);
        Device device = ComputeDevice.Find(options.Device);
        using ISteps steps = kind switch
        {
            "train" => new TrainingSteps(options, Classes, device),
            "eval" => new EvaluationSteps(options, Classes, device),
            _ => throw new InputException($"steps {kind}: there are steps of train and of eval only"),
        };
        long operations = NetworkWork.Operations(options.Arch, Classes, options.ImageSize, isTraining: kind == "train");
        Answer(output, new { operations, device = device.ToString(), threads = get_num_threads() });
        while (input.ReadLine() is { } line)
        {
            var atLeast = TimeSpan.FromSeconds(double.Parse(line, CultureInfo.InvariantCulture));
            long start = Stopwatch.GetTimestamp();
            long images = steps.Run(atLeast);
            Answer(output, new { images, seconds = Stopwatch.GetElapsedTime(start).TotalSeconds });
        }
    }

    private static TrainOptions Read(IReadOnlyList<string> flags)
    {
        var options = new TrainOptions();
        for (int i = 0; i < flags.Count; i += 2)
        {
            TrainOption option = (flags[i].StartsWith("--", StringComparison.Ordinal) ? OptionTable.Find(flags[i][2..]) : null)
                ?? throw new InputException($"{flags[i]}: is no option of train");
            options = option.With(options, flags.ElementAtOrDefault(i + 1), flags[i]);
        }

        options.Validate();
        return options;
    }

    private static void Answer(TextWriter output, object answer)
    {
        output.WriteLine(JsonSerializer.Serialize(answer));
        output.Flush();
    }
}
