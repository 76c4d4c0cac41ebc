namespace ResNetFlowers.Cli.Tests;

/// <summary>Every mistake of a person's: one line that names it and the mend, exit code 2, nothing left behind.</summary>
[Collection(TrainedRunCollection.Name)]
public sealed class BadInputTests(TrainedRun run, Spoilt spoilt) : IClassFixture<Spoilt>
{
    [Theory]
    [InlineData("{}gone: no such folder; give the folder", "split {}gone --out {}new")]
    [InlineData("{}gone: no such folder; give the folder", "split {}gone --out {}data")]
    [InlineData("{}gone.tgz: no such file; give an archive", "split {}gone.tgz --out {}data")]
    [InlineData("{}gone.csv: no such file; give a list of photos", "split {}gone.csv --out {}data")]
    [InlineData("{}data: is split already, into train and val; give it to 'train'", "split {}data --out {}new")]
    [InlineData("--per-class 4: give at least 5, so that one", "demo --per-class 4 --out {}new")]
    [InlineData("--config {}empty: cannot be read (it is a folder); give a YAML file", "train --config {}empty --out {}new")]
    [InlineData("--config {}gone: cannot be read (there is no such file); give a YAML file", "train --config {}gone --out {}new")]
    [InlineData("{}file: is a file; give the folder", "split {}file --out {}new")]
    [InlineData("{}empty: has no sub-folder; put the photos", "split {}empty --out {}new")]
    [InlineData("--val 1.5: is no share of the photos; give a number", "split {}photos --out {}new --val 1.5")]
    [InlineData("--val -0.1: ", "split {}photos --out {}new --val -0.1")]
    [InlineData("--val 0.6 --test 0.5: leave nothing to train on; ", "split {}photos --out {}new --val 0.6 --test 0.5")]
    [InlineData("--val: --by decides already what goes where", "split {}photos --out {}new --val 0.2 --by {}list.csv")]
    [InlineData("{}list.csv: no such file; give a list of photos", "split {}photos --out {}new --by {}list.csv")]
    [InlineData("{}gone.tgz: no such file; give an archive", "split {}gone.tgz --out {}new")]
    [InlineData("{}gone.jsonl: no such file; give a list of photos", "split {}gone.jsonl --out {}new")]
    [InlineData("{}file: is no IDX file of bytes; give the MNIST", "import idx {}file {}file --out {}new")]
    [InlineData("--out {}data: ", "split {}photos --out {}data")]
    [InlineData("--out {}file: ", "split {}photos --out {}file")]
    [InlineData("--out {}file/below: ", "split {}photos --out {}file/below")]
    [InlineData("{}gone: no such folder; give the folder of a split", "verify {}gone")]
    [InlineData("{}file: is a file; give the folder of a split", "verify {}file")]
    [InlineData("{}empty: no photo in its sub-folders; looked for files ending in .jpg", "verify {}empty")]
    [InlineData("--min-side 0: is no side of a picture; give", "verify {}photos --min-side 0")]
    [InlineData("--data {}gone: no such folder; make it with 'split'", "train --data {}gone --out {}new")]
    [InlineData("--data {}empty: has no folder 'train'; 'split", "train --data {}empty --out {}new")]
    [InlineData("{}one/train: has one class only, daisies; there is nothing to tell apart, add", "train --data {}one --out {}new")]
    [InlineData("--arch vgg16: there is no such network; choose one of resnet18, ", "train --data {}data --out {}new --arch vgg16")]
    [InlineData("--device tpu: there is no such device; choose auto, cpu", "train --data {}data --out {}new --device tpu")]
    [InlineData("--device cuda:99: ", "train --data {}data --out {}new --device cuda:99")]
    [InlineData("--epochs 0: give at least 1; --lr -1: give a number above 0", "train --data {}data --out {}new --epochs 0 --lr -1")]
    [InlineData("--batch-size 1: leaves a step with one photo", "train --data {}data --out {}new --image-size 32 --batch-size 1")]
    [InlineData("--out {}run: is not empty", "train --data {}data --arch resnet18 --out {}run")]
    [InlineData("--out {}file/below: cannot be written; give a folder", "train --data {}data --arch resnet18 --out {}file/below")]
    [InlineData("{}gone.pth: no such file; give a checkpoint", "eval --checkpoint {}gone.pth --data {}data/val")]
    [InlineData("{}damaged.pth: is damaged (", "eval --checkpoint {}damaged.pth --data {}data/val")]
    [InlineData("--checkpoint {}data: holds no best.pth; name a run's folder", "eval --checkpoint {}data --data {}data/val")]
    [InlineData("{}gone: no such folder; give the folder", "eval --checkpoint {}run --data {}gone")]
    [InlineData("--data {}two/val: its classes (daisies, roses) are not those of {}run/best.pth (daisies, roses, tulips); give", "eval --checkpoint {}run --data {}two/val")]
    [InlineData("{}damaged.pth: is damaged (", "predict {}photos --checkpoint {}damaged.pth")]
    [InlineData("{}file: is not a PyTorch checkpoint: give a file", "predict {}photos --checkpoint {}file --json")]
    [InlineData("{}empty: holds no photo (.jpg ", "predict {}empty --checkpoint {}run")]
    [InlineData("{}photos/*.gif: matches no file; check the pattern", "predict {}photos/*.gif --checkpoint {}run")]
    [InlineData("--top 0: give at least 1", "predict {}photos --checkpoint {}run --top 0")]
    [InlineData("--device tpu: there is no such device", "predict {}photos --checkpoint {}run --device tpu")]
    [InlineData("--out {}new.txt: give a name that ends with .npy or .csv", "features {}photos --checkpoint {}run --out {}new.txt")]
    [InlineData("--stage 5: give 1 to 4", "features {}photos --checkpoint {}run --out {}new.npy --stage 5")]
    [InlineData("--stage 1: a feature map does not fit on a line; give --out", "features {}photos --checkpoint {}run --out {}new.csv --stage 1")]
    [InlineData("{}damaged.pth: is damaged (", "features {}photos --checkpoint {}damaged.pth --out {}new.npy")]
    [InlineData("{}empty: holds no photo (.jpg ", "features {}empty --checkpoint {}run --out {}new.npy")]
    [InlineData("{}gone/new.npy: cannot be written (its folder does not exist)", "features {}photos --checkpoint {}run --out {}gone/new.npy")]
    [InlineData("--with-preprocessing: only a graph can hold it; add --to onnx", "export {}run --to pth --out {}new --with-preprocessing")]
    [InlineData("{}file: is there already; name another file with --out", "export {}run --to pth --out {}file")]
    [InlineData("--out {}run/best.pth: is the checkpoint itself", "export {}run --to pth --out {}run/best.pth --force")]
    [InlineData("{}file/below: cannot be written (", "export {}run --to pth --out {}file/below")]
    [InlineData("--data {}empty: holds no photo (.jpg ", "export {}run --to pth --out {}new --data {}empty")]
    [InlineData("RUN {}empty: holds no best.pth; name a run's folder", "export {}empty --to pth --out {}new")]
    [InlineData("{}damaged.pth: is damaged (", "export {}damaged.pth --to onnx --out {}new")]
    [InlineData("--to 7: there is no such format; give pth, safetensors or onnx", "export {}run --to 7 --out {}new")]
    [InlineData("--arch vgg16: ", "summary --arch vgg16")]
    [InlineData("--classes 0: give 1 to", "summary --classes 0")]
    [InlineData("--image-size 8: give 32 to 2048 pixels", "summary --image-size 8")]
    public void IsOneLine(string message, string arguments)
    {
        Cli.Run([.. arguments.Split(' ').Select(Rooted)]).Refused(Rooted(message));
        Assert.Equal(spoilt.Entries, run.Entries());
    }

    [Fact]
    public void PhotosOfWhichNoneCanBeReadAreOneLineAfterTheirWarnings()
    {
        CommandResult result = Cli.Run("train", "--data", run.In("unreadable"), "--out", run.In("new"), "--arch", "resnet18");
        string[] lines = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((2, 3), (result.ExitCode, lines.Length));
        Assert.All(lines[..2], line => Assert.StartsWith(Rooted("warning: {}unreadable/train/"), line, StringComparison.Ordinal));
        Assert.Equal(Rooted("error: {}unreadable/train/daisies/00.png: cannot be read, nor can any other of the 2 photos; replace them"), lines[2]);
        Assert.Equal(spoilt.Entries, run.Entries());
    }

    [Theory]
    [InlineData("SOURCE: is empty", "split", "")]
    [InlineData("--out: is empty", "split", "photos", "--out", "")]
    [InlineData("--out : is empty", "train", "--out", "")]
    [InlineData("--data : no such folder", "train", "--data", "")]
    [InlineData("--config: is empty; give a YAML file", "train", "--config", "")]
    [InlineData("--checkpoint: is empty", "eval", "--checkpoint", "")]
    [InlineData("PATH: is empty", "predict", "")]
    [InlineData("PHOTO: is empty", "explain", "")]
    public void AnEmptyNameIsOneLine(string message, params string[] arguments) => Cli.Run(arguments).Refused(message);

    [Theory]
    [InlineData("split {}photos --out {}new")]
    [InlineData("verify {}photos")]
    [InlineData("eval --checkpoint {}run --data {}data/val")]
    [InlineData("predict {}photos --checkpoint {}run")]
    public void NoNameForAFileOfNamesIsOneLine(string arguments) =>
        Cli.Run([.. arguments.Split(' ').Select(Rooted), "--names", ""]).Refused("--names: is empty; give a JSON object of folder name");

    private string Rooted(string text) => text.Replace("{}", run.In("x")[..^1], StringComparison.Ordinal);
}

/// <summary>What a person could get wrong, laid out beside a run that is right.</summary>
public sealed class Spoilt
{
    public Spoilt(TrainedRun run)
    {
        Directory.CreateDirectory(run.In("empty"));
        File.WriteAllText(run.In("file"), "text");
        TinyPhotos.Split(run.In("one"), classes: 1, train: 2, val: 1);
        TinyPhotos.Split(run.In("two"), classes: 2, train: 2, val: 1);
        TinyPhotos.Split(run.In("unreadable"), classes: 2, train: 1, val: 1);
        foreach (string photo in Directory.GetFiles(run.In("unreadable"), "*.png", SearchOption.AllDirectories)) File.WriteAllBytes(photo, []);
        byte[] checkpoint = File.ReadAllBytes(Path.Combine(run.Folder, "best.pth"));
        checkpoint[checkpoint.Length / 3] ^= 0x10;
        File.WriteAllBytes(run.In("damaged.pth"), checkpoint);
        Entries = run.Entries();
    }

    public IReadOnlyList<string> Entries { get; }
}
