namespace ResNetFlowers.Cli.Tests.Commands;

public sealed class PreviewCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SaysWhatIsWhereInThePicture()
    {
        string photos = TinyPhotos.Folder(_folder.File("photos"), classes: 2, perClass: 1);
        string output = _folder.File("grid.png");
        string said = Cli.Run("preview", photos, "--out", output, "--image-size", "32", "--columns", "2", "--augment", "none").Succeeded().Output;
        Assert.Equal(
            $"""
            columns: original, validation, epoch 1, epoch 2
            row  1: daisies  {photos}/daisies/00.png
            row  2: roses    {photos}/roses/00.png
            train: Compose(
                Resize(size=(32, 32), interpolation=bilinear, max_size=None, antialias=None)
            )
            validation: Compose(
                Resize(size=(32, 32), interpolation=bilinear, max_size=None, antialias=None)
            )
            138 x 70 px in {output}

            """, said);
    }

    [Fact]
    public void ClassesHaveTheirReadableNames()
    {
        string photos = TinyPhotos.Folder(_folder.File("photos"), classes: 2, perClass: 1);
        string names = _folder.File("cat_to_name.json");
        File.WriteAllText(names, """{"roses": "wild rose"}""");
        string said = Cli.Run("preview", photos, "--out", _folder.File("grid.png"), "--image-size", "32", "--columns", "0", "--names", names).Succeeded().Output;
        Assert.Contains($"row  1: daisies    {photos}/daisies/00.png\nrow  2: wild rose  {photos}/roses/00.png\n", said, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatIsThereStaysUnlessForced()
    {
        string photo = _folder.File("rose.png");
        TinyPhotos.Write(photo, label: 1, number: 0);
        Cli.Run("preview", photo, "--out", photo).Refused($"{photo}: is there already; name another file with --out, or replace it with --force");
        string output = _folder.File("grid.png");
        File.WriteAllText(output, "mine");
        Cli.Run("preview", photo, "--out", output, "--force", "--columns", "0").Succeeded();
        Assert.NotEqual("mine", File.ReadAllText(output));
    }

    [Fact]
    public void TakesTheOptionsOfAFileAndJson()
    {
        string photo = _folder.File("rose.png");
        TinyPhotos.Write(photo, label: 1, number: 0);
        string config = _folder.File("options.yaml");
        File.WriteAllText(config, "augment: flowers102\nimage-size: 64\nepochs: 3\n");
        var json = Cli.Run("preview", photo, "--out", _folder.File("grid.png"), "--config", config, "--image-size", "32", "--json").Succeeded().Json;
        Assert.Contains("RandomRotation", json.GetProperty("train").GetString(), StringComparison.Ordinal);
        Assert.Equal(8 * 32 + 9 * 2, json.GetProperty("width").GetInt32());
    }

    [Fact]
    public void ShowsOfAListWhatTrainWouldLearnFrom()
    {
        TinyPhotos.Folder(_folder.File("photos"), classes: 2, perClass: 2);
        string list = _folder.File("photos/list.csv");
        File.WriteAllText(list, "path,label\ndaisies/00.png,daisy\ndaisies/01.png,daisy\nroses/00.png,rose\nroses/01.png,rose\n");
        string[] command = ["preview", list, "--out", _folder.File("grid.png"), "--columns", "0", "--image-size", "32", "--json"];
        Cli.Run(command).Refused($"{list}: has no photo of daisy for val; raise --val");
        var json = Cli.Run([.. command, "--val", "0.5"]).Succeeded().Json;
        Assert.Equal(["daisy", "rose"], json.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("class").GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void RefusesWhatItCannotShow()
    {
        Cli.Run("preview", _folder.File("none")).Refused($"{_folder.File("none")}: no such folder; give the folder of a split");
        File.WriteAllText(_folder.File("letter.jpg"), "a letter");
        Cli.Run("preview", _folder.File("letter.jpg"), "--out", _folder.File("grid.png")).Refused($"{_folder.File("letter.jpg")}: is not an image: its content is text; give another photo");
        Assert.False(File.Exists(_folder.File("grid.png")));
    }
}
