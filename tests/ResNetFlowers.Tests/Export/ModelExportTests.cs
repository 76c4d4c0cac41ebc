using ResNetFlowers.Export;
using ResNetFlowers.Formats;
using ResNetFlowers.Formats.Onnx;
using ResNetFlowers.Formats.Onnx.Runtime;
using ResNetFlowers.Formats.PyTorch;
using ResNetFlowers.Formats.Safetensors;
using ResNetFlowers.Tests.Training.Checkpoints;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Export;

[Collection(CheckpointCollection.Name)]
public sealed class ModelExportTests(CheckpointFixture fixture) : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _photos = new();

    public void Dispose()
    {
        _folder.Dispose();
        _photos.Dispose();
    }

    [Fact]
    public void APthIsTheStateDictAlone()
    {
        ExportResult result = Export(new() { To = ExportFormat.Pth });
        Assert.Equal((_folder.File("model.pth"), "resnet18", 3, 48), (result.Path, result.Arch, result.Classes, result.ImageSize));
        Assert.Equal(new FileInfo(result.Path).Length, result.Bytes);
        using TorchFile file = TorchFile.Read(result.Path);
        RequireWeights((DictValue)file.Root);
    }

    [Fact]
    public void SafetensorsSaysWhatItHolds()
    {
        using SafetensorsFile file = SafetensorsFile.Open(Export(new() { To = ExportFormat.Safetensors }).Path);
        RequireWeights(file.Tensors);
        Assert.Equal(
            ["arch: resnet18", """classes: ["daisies","roses","tulips"]""", "format: pt", "image_size: 48", "mean: [0.5,0.4,0.3]",
             "std: [0.2,0.25,0.3]", """transform: ["Resize(size=54, interpolation=bilinear, max_size=None, antialias=None)","CenterCrop(size=(48, 48))"]"""],
            file.Metadata.Select(entry => $"{entry.Key}: {entry.Value}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(ExportFormat.Pth)]
    [InlineData(ExportFormat.Safetensors)]
    public void WeightsReadBackGiveTheSameLogitsToTheBit(ExportFormat format)
    {
        ExportResult result = ModelExport.Run(new ExportOptions { Run = fixture.Path, To = format, Out = _folder.File("model") });
        Assert.NotNull(result.Proof);
        Assert.Equal(
            ("read back", "drawn flowers", 12, 0f, 12),
            (result.Proof.Runtime, result.Proof.Source, result.Proof.Pictures, result.Proof.LargestDifference, result.Proof.SameTop1));
        Assert.True(result.Proof.Holds);
        Assert.NotEqual(0, result.Proof.LargestLogit);
    }

    [OnnxRuntimeTheory]
    [InlineData(false, 1e-4f)]
    [InlineData(true, 1e-2f)]
    public void OnnxRuntimeGivesTheSameLogitsForPhotos(bool withPreprocessing, float tolerance)
    {
        TinyPhotos.Folder(_folder.File("photos"), classes: 3, perClass: 20);
        File.WriteAllText(_folder.File("photos/daisies/00.png"), "no photo");
        ExportResult result = Export(new() { To = ExportFormat.Onnx, WithPreprocessing = withPreprocessing, Data = _folder.File("photos") });
        Assert.NotNull(result.Proof);
        Assert.StartsWith("ONNX Runtime 1.", result.Proof.Runtime, StringComparison.Ordinal);
        Assert.Equal((_folder.File("photos"), 49, 49), (result.Proof.Source, result.Proof.Pictures, result.Proof.SameTop1));
        Assert.True(result.Proof.Holds);
        Assert.InRange(result.Proof.LargestDifference, 0, tolerance);
    }

    [Fact]
    public void WithoutARuntimeAGraphIsWrittenAndNotProved()
    {
        ExportResult result = Export(new() { To = ExportFormat.Onnx });
        Assert.Equal(OnnxRuntime.Find() is null, result.Proof is null);
        Assert.Equal("resnet18", ModelProto.Parser.ParseFrom(File.ReadAllBytes(result.Path)).Graph.Name);
    }

    [Fact]
    public void OnlyForceReplacesAFile()
    {
        string file = _folder.File("model.pth");
        File.WriteAllText(file, "precious");
        Refused($"{file}: is there already; name another file with --out, or replace it with --force", new() { To = ExportFormat.Pth });
        Assert.Equal("precious", File.ReadAllText(file));
        Export(new() { To = ExportFormat.Pth, Force = true });
        TorchFile.Read(file).Dispose();
    }

    [Fact]
    public void TheCheckpointIsNeverReplaced()
    {
        File.Copy(fixture.Path, _folder.File("best.pth"));
        byte[] before = File.ReadAllBytes(_folder.File("best.pth"));
        string same = Path.Join(_folder.Path, ".", "best.pth");
        Refused($"--out {same}: is the checkpoint itself", new() { To = ExportFormat.Pth, Run = _folder.Path, Out = same, Force = true });
        Assert.Equal(before, File.ReadAllBytes(_folder.File("best.pth")));
        Assert.True(Export(new() { To = ExportFormat.Pth, Run = _folder.Path }).Proof!.Holds);
        Assert.True(File.Exists(_folder.File("model.pth")));
    }

    [Fact]
    public void WhatCannotBeUsedIsRefusedBeforeAnythingIsWritten()
    {
        Directory.CreateDirectory(_folder.File("empty"));
        Refused("--with-preprocessing: only a graph can hold it; add --to onnx", new() { To = ExportFormat.Pth, WithPreprocessing = true });
        Refused("--to 9: there is no such format; give pth, safetensors or onnx", new() { To = (ExportFormat)9 });
        Refused("--to 9: there is no such format", new() { To = (ExportFormat)9, Out = _folder.File("x") });
        Refused("--out: is empty", new() { To = ExportFormat.Pth, Out = " " });
        Refused($"--out {_folder.Path}: is a folder", new() { To = ExportFormat.Pth, Out = _folder.Path });
        Refused($"--data {_folder.File("gone")}: no such folder", new() { To = ExportFormat.Pth, Data = _folder.File("gone") });
        Refused($"--data {_folder.File("empty")}: holds no photo", new() { To = ExportFormat.Pth, Data = _folder.File("empty") });
        Refused($"{_folder.File("gone.pth")}: no such file", new() { To = ExportFormat.Pth, Run = _folder.File("gone.pth") });
        Refused($"RUN {_folder.File("empty")}: holds no best.pth", new() { To = ExportFormat.Pth, Run = _folder.File("empty") });
        Assert.Empty(_folder.List());
    }

    private ExportResult Export(ExportOptions options) => ModelExport.Run(Completed(options));

    private void Refused(string message, ExportOptions options) =>
        Assert.StartsWith(message, Assert.Throws<InputException>(() => ModelExport.Run(Completed(options))).Message, StringComparison.Ordinal);

    // The fixture's own folder is for its checkpoint alone.
    private ExportOptions Completed(ExportOptions options) => options with
    {
        Data = options.Data ?? TinyPhotos.Folder(_photos.Path, classes: 2, perClass: 1),
        Run = options.Run ?? fixture.Path,
        Out = options.Out ?? (options.Run is null && Enum.IsDefined(options.To) ? _folder.File($"model.{options.To.ToString().ToLowerInvariant()}") : null),
    };

    private void RequireWeights(DictValue weights)
    {
        Dictionary<string, Tensor> own = fixture.Model.state_dict();
        Assert.Equal(own.Keys.Order(StringComparer.Ordinal), weights.Select(entry => entry.Key.ToString()).Order(StringComparer.Ordinal));
        foreach ((string key, Tensor tensor) in own)
        {
            Assert.True(weights.TryGet(key, out TensorData? stored));
            Assert.Equal(tensor.shape, stored.Shape.ToArray());
            Assert.True(tensor.bytes.SequenceEqual(stored.Bytes.Span), key);
        }
    }
}
