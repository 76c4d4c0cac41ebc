using System.Globalization;
using System.Text.Json;
using ResNetFlowers.Data.Naming;
using ResNetFlowers.Formats.TensorBoard;
using ResNetFlowers.Logs;
using ResNetFlowers.Preview;
using ResNetFlowers.Tests.Formats.TensorBoard;
using ResNetFlowers.Tests.Training;
using ResNetFlowers.Training;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;

namespace ResNetFlowers.Tests.Logs;

/// <summary>What other programs may read of a run.</summary>
[Collection(TinyRunCollection.Name)]
public sealed class LogTests(TinyRun run)
{
    [Fact]
    public void TensorBoardHasEveryCurveAndTheOptions()
    {
        List<(long Step, string Tag, string Value)> events = EventReader.Read(Assert.Single(Directory.GetFiles(run.Result.Folder, "events.out.tfevents.*")));
        Assert.Equal((0, "<version>", "brain.Event:2"), events[0]);
        Assert.Contains("arch: resnet18", Assert.Single(events, entry => entry.Tag == "options/text_summary").Value, StringComparison.Ordinal);
        (_, string tagOfImage, string size) = Assert.Single(events, entry => entry.Value.StartsWith("image ", StringComparison.Ordinal));
        Assert.Equal(("photos", $"image {Mosaic.Extent(6, 40)}x{Mosaic.Extent(5, 40)}x3"), (tagOfImage, size));
        (string Tag, Func<EpochResult, double> Figure)[] curves =
        [
            ("loss/train", epoch => epoch.TrainLoss), ("loss/val", epoch => epoch.ValLoss), ("accuracy/train", epoch => epoch.TrainAccuracy),
            ("accuracy/val", epoch => epoch.ValAccuracy), ("learning_rate", epoch => epoch.Lr), ("images_per_second", epoch => epoch.ImagesPerSecond),
        ];
        foreach ((string tag, Func<EpochResult, double> figure) in curves)
        {
            Assert.Equal(
                run.Result.Epochs.Select(epoch => ((long)epoch.Epoch, ((float)figure(epoch)).ToString(CultureInfo.InvariantCulture))),
                events.Where(entry => entry.Tag == tag).Select(entry => (entry.Step, entry.Value)));
        }
    }

    [Fact]
    public void TensorBoardHasPhotosOfTheListThatTheRunLearnsFrom()
    {
        using var folder = new TemporaryFolder();
        TinyPhotos.Folder(folder.File("photos"), classes: 2, perClass: 2);
        string list = folder.File("photos/list.csv");
        File.WriteAllText(list, "path,label\ndaisies/00.png,daisy\ndaisies/01.png,daisy\nroses/00.png,rose\nroses/01.png,rose\n");
        string written = Directory.CreateDirectory(folder.File("run")).FullName;
        // The default share would leave a class without a validation photo, which is refused.
        var options = new TrainOptions { Data = list, Val = 0.5, ImageSize = 40 };
        using (var log = new TensorBoardLog())
        {
            log.OnStart(new TrainingPlan
            {
                Folder = written, Device = "cpu", Precision = Precision.Fp32, Threads = 1, Classes = ["daisy", "rose"], Names = ReadableNames.None,
                TrainImages = 2, ValImages = 2, Parameters = 0, Learned = [], Augmentation = "", Options = options, FirstEpoch = 1, FirstBatch = 1,
            });
        }

        string size = Assert.Single(EventReader.Read(Assert.Single(Directory.GetFiles(written))), entry => entry.Tag == "photos").Value;
        Assert.Equal($"image {Mosaic.Extent(6, 40)}x{Mosaic.Extent(2, 40)}x3", size);
    }

    [Fact]
    public void ARunThatGoesOnTakesBackWhatTensorBoardHasOfLaterEpochs()
    {
        using var folder = new TemporaryFolder();
        using (EventFile file = EventFile.Create(folder.Path, firstStep: 3)) file.AddScalars(3, ("loss/train", 0));
        Assert.Equal(
            [(0, "<version>", "brain.Event:2"), (3, "<session>", "1"), (3, "loss/train", "0")],
            EventReader.Read(Assert.Single(Directory.GetFiles(folder.Path))));
    }

    [Fact]
    public void EveryEventIsALineOfJson()
    {
        JsonElement[] events = [.. File.ReadLines(run.Options.LogJson!).Select(line => JsonDocument.Parse(line).RootElement)];
        string[] names = [.. events.Select(entry => entry.GetProperty("event").GetString()!)];
        Assert.Equal(
            ["start", "phase", "phase", "epoch", "phase", "phase", "epoch", "phase", "phase", "epoch", "phase", "end"],
            names.Where(name => name is not ("skipped" or "warning")));
        JsonElement start = events[Array.IndexOf(names, "start")];
        Assert.Equal("resnet18", start.GetProperty("options").GetProperty("arch").GetString());
        Assert.Equal(["daisies", "roses", "tulips"], start.GetProperty("classes").EnumerateArray().Select(name => name.GetString()));
        Assert.EndsWith("03.png", Assert.Single(events, entry => entry.GetProperty("event").GetString() == "skipped").GetProperty("path").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            run.Result.Epochs.Select(epoch => epoch.ValLoss),
            events.Where(entry => entry.GetProperty("event").GetString() == "epoch").Select(entry => entry.GetProperty("val_loss").GetDouble()));
        Assert.Equal(run.Result.BestAccuracy, events[^1].GetProperty("best_accuracy").GetDouble());
        Assert.All(events, entry => Assert.True(entry.GetProperty("time").GetDateTimeOffset() > DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void ALogThatCannotBeWrittenIsRefusedBeforeTheRun()
    {
        string log = run.Beside("gone/log.jsonl");
        InputException refused = Assert.Throws<InputException>(() => new RunLogs(run.Options with { LogJson = log }, new RecordingObserver()));
        Assert.StartsWith($"--log-json {log}: cannot be written (", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EndingsAreLoggedToo()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("log.jsonl");
        foreach (Action<ITrainingObserver> end in new Action<ITrainingObserver>[] { log => log.OnInterrupted(), log => log.OnFailed("no \"photos\"") })
        {
            using var log = new JsonLinesLog(path);
            end(new ObserverGroup([log]));
        }

        string[] lines = File.ReadAllLines(path);
        Assert.EndsWith("\"event\":\"interrupted\"}", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("\"event\":\"failed\",\"message\":\"no \\\"photos\\\"\"}", lines[1], StringComparison.Ordinal);
    }
}
