using System.Diagnostics;
using System.Globalization;
using ResNetFlowers.Data;

namespace ResNetFlowers.Benchmarks;

/// <summary>Lists a folder of very many files, as training does first: how long it takes, and what memory.</summary>
internal static class FolderScan
{
    /// <summary>Makes the files, empty in content, lists them twice and removes them.</summary>
    /// <param name="files">How many.</param>
    /// <param name="folders">Classes that they are spread over.</param>
    public static void Measure(int files, int folders)
    {
        string root = Directory.CreateTempSubdirectory("flowers-scan-").FullName;
        try
        {
            Make(root, files, folders);
            // The second time the runtime has compiled everything, and the first has shown what a cold start takes.
            for (int round = 1; round <= 2; round++)
            {
                ImageFolder folder = Timed($"scan {round}", () => ImageFolder.Scan(root));
                Timed($"fingerprint {round}", () => DataFingerprint.Of(folder));
                Timed($"every path {round}", () => folder.Samples.Sum(sample => (long)sample.Path.Length));
                long held = GC.GetTotalMemory(forceFullCollection: true);
                GC.KeepAlive(folder);
                Console.WriteLine($"memory {round}: {held >> 20} MiB held, {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB at most");
            }
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static void Make(string root, int files, int folders)
    {
        for (int folder = 0; folder < folders; folder++)
        {
            string path = Path.Join(root, $"class_{folder:d3}");
            Directory.CreateDirectory(path);
            for (int file = folder; file < files; file += folders) File.Create(Path.Join(path, $"photo_{file:d8}.jpg"), bufferSize: 0).Dispose();
        }
    }

    /// <summary>Says what a step takes; processor time tells more than the clock where the machine is busy with other things.</summary>
    private static T Timed<T>(string what, Func<T> step)
    {
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        T result = step();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {Stopwatch.GetElapsedTime(start).TotalSeconds:f2} s, {(Environment.CpuUsage.TotalTime - processor).TotalSeconds:f2} s of processor time"));
        return result;
    }
}
