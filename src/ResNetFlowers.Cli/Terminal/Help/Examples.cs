namespace ResNetFlowers.Cli.Terminal.Help;

/// <summary>What a person may type, for <c>--help</c>: a few lines for every verb, without the program's name.</summary>
internal static class Examples
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Table = new(StringComparer.Ordinal)
    {
        [""] = ["split flower_photos", "train --arch resnet34 --epochs 5", "eval", "predict img.jpg"],
        ["split"] = ["split flower_photos", "split flower_photos --val 0.2 --test 0.1 --mode hardlink", "split photos.csv --by published.csv --out published"],
        ["train"] =
        [
            "train --arch resnet34 --epochs 5",
            "train --recipe strong --image-size 96",
            "train --weights imagenet --freeze backbone --unfreeze-at 3",
            "train --config runs/resnet34-1/options.yaml --seed 1",
            "train --resume runs/resnet34-1",
        ],
        ["eval"] = ["eval", "eval --checkpoint runs/resnet34-1 --data data/test --json"],
        ["predict"] = ["predict img.jpg", "predict 'holiday/*.jpg' --checkpoint runs/resnet34-1 --top 3", "predict holiday --csv holiday.csv --save sorted --tta", "predict - --json < img.jpg"],
        ["explain"] = ["explain img.jpg", "explain img.jpg --class roses --neighbours 5 --out why.png"],
        ["report"] = ["report", "report runs/resnet34-1 --data data"],
        ["runs"] = ["runs", "runs --runs /mnt/experiments --json"],
        ["compare"] = ["compare runs/resnet18-1 runs/resnet34-1", "compare runs/a runs/b --data data/test"],
        ["features"] = ["features flower_photos --out features.npy", "features img.jpg --out maps.npy --stage 4"],
        ["export"] = ["export runs/resnet34-1 --to onnx", "export --to safetensors --out roses.safetensors"],
        ["verify"] = ["verify data", "verify flower_photos --fix"],
        ["preview"] = ["preview data --augment light", "preview img.jpg --recipe strong --out seen.png"],
        ["summary"] = ["summary --arch resnet34 --classes 5", "summary --arch resnet50 --image-size 96 --json"],
        ["import"] = ["import idx train-images-idx3-ubyte.gz train-labels-idx1-ubyte.gz --out fashion/train --names fashion-mnist"],
        ["import idx"] = ["import idx train-images-idx3-ubyte.gz train-labels-idx1-ubyte.gz --out fashion/train --names fashion-mnist"],
        ["import flowers102"] = ["import flowers102 102flowers.tgz imagelabels.mat setid.mat --out oxford102"],
        ["synth"] = ["synth pics", "synth pics --per-class 100 --size 64 --seed 1"],
        ["demo"] = ["demo", "demo --per-class 50 --epochs 3"],
        ["doctor"] = ["doctor", "doctor --json"],
        ["completion"] = ["completion bash >> ~/.bashrc", "completion zsh >> ~/.zshrc", "completion powershell >> $PROFILE"],
    };

    /// <summary>The examples of a verb; none where there is no such verb.</summary>
    /// <param name="path">The verb as a person types it, <c>import idx</c> say; empty for the program itself.</param>
    public static IReadOnlyList<string> Of(string path) => Table.GetValueOrDefault(path, []);
}
