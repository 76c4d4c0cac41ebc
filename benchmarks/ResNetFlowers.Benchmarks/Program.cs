using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using ResNetFlowers;
using ResNetFlowers.Benchmarks;
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
    try
    {
        StepServer.Serve(kind, flags, Console.In, Console.Out);
    }
    catch (InputException exception)
    {
        Console.Error.WriteLine($"error: {exception.Message}");
        Environment.ExitCode = 2;
    }

    return;
}

// In this process: what is measured is this very build, with the repository's own output folders.
IConfig config = DefaultConfig.Instance
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "flowers-benchmarks"));
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
