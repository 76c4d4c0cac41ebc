using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using ResNetFlowers;
using ResNetFlowers.Benchmarks;
using ResNetFlowers.Benchmarks.Numerics;
using ResNetFlowers.Benchmarks.Steps;

if (args is ["data", var folder, var every, var imageSize])
{
    DataPasses.Serve(folder, int.Parse(every, CultureInfo.InvariantCulture), int.Parse(imageSize, CultureInfo.InvariantCulture));
    return;
}

if (args is ["scan", var files, var folders])
{
    FolderScan.Measure(int.Parse(files, CultureInfo.InvariantCulture), int.Parse(folders, CultureInfo.InvariantCulture));
    return;
}

if (args is ["steps", var kind, .. var flags])
{
    Explained(() => StepServer.Serve(kind, flags, Console.In, Console.Out));
    return;
}

if (args is ["logits", var checkpoint, var device, .. var photos])
{
    var written = new JsonSerializerOptions(JsonSerializerOptions.Web) { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };
    Explained(() => Console.WriteLine(JsonSerializer.Serialize(LogitDifference.Measure(checkpoint, device, photos), written)));
    return;
}

// In this process: what is measured is this very build, with the repository's own output folders.
IConfig config = DefaultConfig.Instance
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "flowers-benchmarks"));
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);

// What is wrong with the input is one line.
static void Explained(Action work)
{
    try
    {
        work();
    }
    catch (InputException exception)
    {
        Console.Error.WriteLine($"error: {exception.Message}");
        Environment.ExitCode = 2;
    }
}
