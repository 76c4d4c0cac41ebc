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
                long start = Stopwatch.GetTimestamp();
                ImageFolder folder = ImageFolder.Scan(root);
                Say($"scan {round}: {folder.Samples.Count} files, {Seconds(start)} s");
                start = Stopwatch.GetTimestamp();
                DataFingerprint.Of(folder);
                Say($"fingerprint {round}: {Seconds(start)} s");
                start = Stopwatch.GetTimestamp();
                long letters = 0;
                for (int i = 0; i < folder.Samples.Count; i++) letters += folder.Samples[i].Path.Length;
                Say($"every path {round}: {letters} characters, {Seconds(start)} s");
                long before = GC.GetTotalMemory(forceFullCollection: true);
                GC.KeepAlive(folder);
                Say($"memory {round}: {before >> 20} MiB held, {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB at most");
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

    private static string Seconds(long start) => Stopwatch.GetElapsedTime(start).TotalSeconds.ToString("f2", CultureInfo.InvariantCulture);

    private static void Say(string line) => Console.WriteLine(line);
}
