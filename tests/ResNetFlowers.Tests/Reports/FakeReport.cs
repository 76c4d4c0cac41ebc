using ResNetFlowers.Imaging;
using ResNetFlowers.Metrics;
using ResNetFlowers.Reports;
using ResNetFlowers.Reports.Page;
using ResNetFlowers.Reports.Photos;
using ResNetFlowers.Training;
using ResNetFlowers.Training.Checkpoints;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;

namespace ResNetFlowers.Tests.Reports;

/// <summary>A report on photos that nobody took, by a network that nobody trained.</summary>
internal static class FakeReport
{
    /// <summary>Some data: about two thirds of the photos are hits.</summary>
    public static ReportData Data(IReadOnlyList<string> classes, int perClass, int epochs = 6)
    {
        var random = new RandomSource(classes.Count);
        int count = classes.Count * perClass;
        float[] logits = [.. Enumerable.Range(0, count * classes.Count).Select(_ => (float)random.Normal(0, 1))];
        int[] labels = [.. Enumerable.Range(0, count).Select(photo => photo / perClass)];
        var confusion = new ConfusionMatrix(classes.Count);
        for (int photo = 0; photo < count; photo++)
        {
            if (photo % 3 > 0) logits[photo * classes.Count + labels[photo]] += 6;
        }

        var labelled = new LabelledLogits(logits, labels, classes.Count);
        for (int photo = 0; photo < count; photo++) confusion.Add(labels[photo], labelled.Predicted(photo));
        double temperature = TemperatureScaling.Fit(labelled);
        IReadOnlyList<PhotoResult> photos =
        [
            .. Enumerable.Range(0, count).Select(photo => new PhotoResult(
                $"data/val/{classes[labels[photo]]}/{photo}.jpg", labels[photo], labelled.Predicted(photo), labelled.Probabilities(photo, temperature).Max())),
        ];
        byte[] jpeg = Jpeg();
        GalleryPhoto Shown(PhotoResult photo) => new(photo, jpeg, jpeg);
        return new ReportData
        {
            Name = "resnet18-1",
            Checkpoint = new Checkpoint
            {
                Arch = "resnet18", Classes = classes, Preprocessing = ResNetFlowers.Imaging.Transforms.Preprocessing.Middle(64), Normalization = Normalization.ImageNet,
                Epoch = 4, BestAccuracy = 0.5, Temperature = temperature,
            },
            Options = new TrainOptions { Arch = "resnet18", Epochs = epochs },
            Environment = RunEnvironment.Current(TorchSharp.torch.CPU, ResNetFlowers.Training.Options.Precision.Fp32),
            Epochs = [.. Enumerable.Range(1, epochs).Select(epoch => new EpochResult(epoch, 0.001, 2.0 / epoch, 1 - 0.7 / epoch, 2.2 / epoch, 1 - 0.8 / epoch, 1 - 0.8 / epoch, count, 100, 3, true))],
            Evaluation = new Evaluation
            {
                Classes = classes, Loss = 1, Top5Hits = count, Confusion = confusion, Logits = labelled, Samples = [.. Enumerable.Range(0, count)], Temperature = temperature,
            },
            Photos = photos,
            Thumbnails = [.. photos.Select((_, index) => index % 10 == 9 ? null : jpeg)],
            Gallery = new Gallery([.. Gallery.ChooseMistakes(photos).Select(Shown)], [.. Gallery.ChooseHits(photos).Select(Shown)]),
            TrainCounts = [.. classes.Select((_, index) => 20 + index)],
            ValCounts = [.. classes.Select(_ => perClass)],
            Augmented = [new AugmentedPhoto("data/train/a.jpg", [jpeg, jpeg, jpeg, jpeg, jpeg, jpeg])],
        };
    }

    /// <summary>The page of some data.</summary>
    public static string Page(ReportData data) => ReportPage.Write(data, RunCharts.Curves(data.Epochs, data.Checkpoint.Epoch));

    /// <summary>Sixty names, none very short.</summary>
    public static IReadOnlyList<string> SixtyNames { get; } = [.. Enumerable.Range(1, 60).Select(number => $"flower number {number}")];

    private static byte[] Jpeg()
    {
        using RgbImage image = RgbImage.Rent(32, 32);
        for (int i = 0; i < image.Pixels.Length; i++) image.Pixels[i] = (byte)(i * 7 % 256);
        return ImageCodec.EncodeJpeg(image, 70);
    }
}
