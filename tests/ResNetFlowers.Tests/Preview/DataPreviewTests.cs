using ResNetFlowers.Data;
using ResNetFlowers.Data.Loading;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using ResNetFlowers.Preview;
using ResNetFlowers.Training.Options;

namespace ResNetFlowers.Tests.Preview;

public sealed class DataPreviewTests : IDisposable
{
    private const int Size = 48;
    private const int Gap = 2;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ShowsWhatTheLoaderGivesInEachEpoch()
    {
        string data = TinyPhotos.Split(_folder.File("data"), classes: 3, train: 3, val: 1);
        var train = new TrainOptions { Arch = "resnet18", Augment = "strong", ImageSize = Size, Seed = 5 };
        PreviewResult result = DataPreview.Run(Options(data) with { Train = train, Photos = 9, Columns = 3 });
        using RgbImage grid = ImageCodec.Decode(File.ReadAllBytes(result.Out));
        Assert.Equal((result.Width, result.Height), (grid.Width, grid.Height));
        Assert.Equal((5 * Size + 6 * Gap, 9 * Size + 10 * Gap), (grid.Width, grid.Height));

        ImageFolder folder = ImageFolder.Scan(Path.Combine(data, "train"));
        Assert.Equal(folder.Samples.Select(sample => sample.Path), result.Rows.Select(row => row.Path));
        TransformPreset preset = TransformPresets.Named("strong", Size);
        using var loader = new DataLoader(
            folder.Samples, Size, preset.Train, Normalization.ImageNet, new LoaderOptions { BatchSize = 9, Seed = 5 }, preset.AfterNormalization);
        for (int epoch = 1; epoch <= 3; epoch++)
        {
            using Batch batch = loader.Batches(epoch).Single();
            float[] pixels = batch.Images.permute(0, 2, 3, 1).contiguous().data<float>().ToArray();
            for (int photo = 0; photo < 9; photo++)
                Assert.Equal(Undo(pixels.AsSpan(photo * Size * Size * 3, Size * Size * 3)), Cell(grid, photo, 1 + epoch));
        }
    }

    [Fact]
    public void ShowsTheOriginalWholeAndTheValidationView()
    {
        TinyPhotos.Write(_folder.File("rose.png"), label: 1, number: 0);
        PreviewResult result = DataPreview.Run(Options(_folder.File("rose.png")) with { Columns = 0 });
        Assert.Equal(new PreviewRow(_folder.File("rose.png"), Class: null, Name: null), Assert.Single(result.Rows));
        Assert.Equal(["original", "validation"], result.Columns);

        using RgbImage grid = ImageCodec.Decode(File.ReadAllBytes(result.Out));
        using RgbImage photo = ImageCodec.Decode(File.ReadAllBytes(_folder.File("rose.png")));
        using RgbImage fitted = Resizer.Resize(photo, Size, 39);
        byte[] margin = [.. Enumerable.Repeat((byte)255, 4 * Size * 3)];
        Assert.Equal([.. margin, .. fitted.Pixels, .. margin, .. Enumerable.Repeat((byte)255, Size * 3)], Cell(grid, 0, 0));
        using RgbImage validation = Preprocessing.Middle(Size).ToTransform().Apply(ImageCodec.Decode(File.ReadAllBytes(_folder.File("rose.png"))), new RandomSource());
        Assert.Equal(validation.Pixels.ToArray(), Cell(grid, 0, 1));
    }

    [Fact]
    public void ShowsSmallerPicturesWhereTrainingBeginsWithThem()
    {
        TinyPhotos.Write(_folder.File("rose.png"), label: 1, number: 0);
        var train = new TrainOptions { ImageSize = 64, StartScale = 0.5, GrowAt = 0.5, Epochs = 2 };
        DataPreview.Run(Options(_folder.File("rose.png")) with { Train = train, Columns = 2 });
        using RgbImage grid = ImageCodec.Decode(File.ReadAllBytes(_folder.File("grid.png")));
        byte[] first = Cell(grid, 0, 2, 64);
        Assert.All(first[..(16 * 64 * 3)], sample => Assert.Equal(255, sample));
        Assert.NotEqual(255, first[(16 * 64 + 16) * 3 + 2]);
        Assert.NotEqual(255, Cell(grid, 0, 3, 64)[2]);
    }

    [Fact]
    public void TheGreyOfOneChannelIsShownAsGrey()
    {
        TinyPhotos.Write(_folder.File("rose.png"), label: 1, number: 0);
        DataPreview.Run(Options(_folder.File("rose.png")) with { Train = new TrainOptions { Arch = "d2l-resnet18", ImageSize = Size }, Columns = 1 });
        using RgbImage grid = ImageCodec.Decode(File.ReadAllBytes(_folder.File("grid.png")));
        Assert.All(Cell(grid, 0, 2).Chunk(3), pixel => Assert.True(pixel[0] == pixel[1] && pixel[1] == pixel[2]));
    }

    [Fact]
    public void EveryClassHasItsShareAndTheSeedDecidesWhich()
    {
        string data = TinyPhotos.Folder(_folder.File("photos"), classes: 3, perClass: 9);
        ChosenPhoto[] Draw(long seed) => [.. PhotoChoice.Draw(data, seed, val: 0.2)];
        Assert.Equal(TinyPhotos.Classes, Draw(1).Take(3).Select(photo => photo.Class).Order(StringComparer.Ordinal));
        Assert.Equal(27, Draw(1).Select(photo => photo.Path).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Draw(1), Draw(1));
        Assert.NotEqual(Draw(1), Draw(2));
    }

    [Fact]
    public void AnUnreadablePhotoLeavesItsPlaceToAnother()
    {
        string data = TinyPhotos.Folder(_folder.File("photos"), classes: 2, perClass: 2);
        File.WriteAllText(Path.Combine(data, "roses", "00.png"), "a letter");
        var skipped = new List<string>();
        PreviewResult result = DataPreview.Run(Options(data) with { Photos = 4, Columns = 0 }, (path, reason) => skipped.Add($"{Path.GetFileName(path)} {reason}"));
        Assert.Equal(3, result.Rows.Count);
        Assert.Equal(["00.png is not an image: its content is text"], skipped);
    }

    [Theory]
    [InlineData(100, 100, 2048, "--photos 100: with --columns 100 and --image-size 2048 the picture is of more than 178,956,970 pixels")]
    [InlineData(101, 1, 64, "--photos 101: give 1 to 100")]
    [InlineData(1, -1, 64, "--columns -1: give 0 to 100")]
    [InlineData(1, 1, 8, "--image-size 8: ")]
    public void RefusesWhatNobodyCouldLookAt(int photos, int columns, int size, string message)
    {
        PreviewOptions options = Options(_folder.Path) with { Photos = photos, Columns = columns, Train = new TrainOptions { ImageSize = size } };
        Assert.StartsWith(message, Assert.Throws<InputException>(() => DataPreview.Run(options)).Message, StringComparison.Ordinal);
    }

    private PreviewOptions Options(string data) => new() { Data = data, Out = _folder.File("grid.png"), Train = new TrainOptions { ImageSize = Size } };

    private static byte[] Cell(RgbImage grid, int row, int column, int side = Size)
    {
        using RgbImage cell = Cropping.Crop(grid, new PixelBox(Gap + column * (side + Gap), Gap + row * (side + Gap), side, side));
        return cell.Pixels.ToArray();
    }

    private static byte[] Undo(Span<float> pixels)
    {
        byte[] samples = new byte[pixels.Length];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = (byte)Math.Clamp(Math.Round(255.0 * (pixels[i] * Normalization.ImageNet.Std[i % 3] + Normalization.ImageNet.Mean[i % 3])), 0, 255);
        return samples;
    }
}
