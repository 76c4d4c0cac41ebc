using System.Globalization;
using ResNetFlowers.Data.SyntheticFlowers;

namespace ResNetFlowers.Cli.Tests;

/// <summary>The README from its first command to its last, as a newcomer would type them, on drawn photos of the names that it uses.</summary>
public sealed class ReadMeRunTests : IDisposable
{
    // What the README shows as a mistake.
    private const string Mistake = "split flower_photos --val 1.5";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EveryCommandOfTheReadMeRuns()
    {
        PrepareFiles();
        string[] commands = [.. ReadMeTests.CommandsOfAClone()];
        Assert.NotEmpty(commands);
        foreach (string command in commands)
        {
            string[] args = DocumentTests.Split(command);
            foreach (string photo in args.Where(arg => arg.StartsWith("flower_photos/", StringComparison.Ordinal))) RequirePhoto(photo.Replace('*', '1'));
            CommandResult result = Cli.RunIn(_folder.Path, args);
            Assert.True(result.ExitCode == (command == Mistake ? 2 : 0), $"{command}: exit code {result.ExitCode}: {result.Error}");
        }
    }

    /// <summary>What the commands take that none of them makes.</summary>
    private void PrepareFiles()
    {
        SyntheticFlowerFolder.Write(new SynthOptions { Out = _folder.File("flower_photos"), PerClass = 12, Size = 96 });
        string[] photos = [.. Directory.GetFiles(_folder.File("flower_photos"), "*.jpg", SearchOption.AllDirectories).Select(photo => Path.GetRelativePath(_folder.Path, photo))];
        File.WriteAllLines(_folder.File("photos.csv"), ["path,label", .. photos.Select(photo => $"{photo},{Path.GetFileName(Path.GetDirectoryName(photo))}")]);
        File.WriteAllLines(_folder.File("published.csv"), ["path,split", .. photos.Select((photo, i) => $"{photo},{(i % 4 == 0 ? "val" : "train")}")]);
        File.WriteAllBytes(_folder.File("train-images-idx3-ubyte.gz"), IdxBytes.Gzip(IdxBytes.Make([20, 28, 28], new byte[20 * 28 * 28])));
        File.WriteAllBytes(_folder.File("train-labels-idx1-ubyte.gz"), IdxBytes.Gzip(IdxBytes.Make([20], [.. Enumerable.Range(0, 20).Select(i => (byte)(i % 10))])));
    }

    private void RequirePhoto(string path)
    {
        string photo = _folder.File(path);
        if (!Path.Exists(photo)) File.Copy(Path.Combine(Path.GetDirectoryName(photo)!, string.Create(CultureInfo.InvariantCulture, $"{1:d4}.jpg")), photo);
    }
}
