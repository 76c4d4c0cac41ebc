using ResNetFlowers.Export.Onnx;
using ResNetFlowers.Formats.Onnx;
using ResNetFlowers.Formats.Onnx.Runtime;
using ResNetFlowers.Imaging;
using ResNetFlowers.Models;
using ResNetFlowers.Tests.Training.Checkpoints;
using ResNetFlowers.Training.Checkpoints;
using TorchSharp;
using static ResNetFlowers.Formats.Onnx.TensorProto.Types;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Export.Onnx;

[Collection(CheckpointCollection.Name)]
public sealed class OnnxExportTests(CheckpointFixture fixture) : IDisposable
{
    private const int Size = 48;

    private readonly TemporaryFolder _folder = new();

    /// <summary>Every kind of block and shortcut; the others have more of the same, or wider ones.</summary>
    public static TheoryData<string> Variants =>
        ["resnet18", "resnet50", "resnet18-a", "resnext50_32x4d", "preact-resnet18", "preact-resnet50", "d2l-resnet18"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheFileSaysWhatItTakesAndGives()
    {
        using var model = new ResNet(ResNetVariant.Named("resnet18"), 3);
        ModelProto file = Written(model, withPreprocessing: false);
        Assert.Equal((8, "ResNetFlowers"), (file.IrVersion, file.ProducerName));
        OperatorSetIdProto opset = Assert.Single(file.OpsetImport);
        Assert.Equal(("", 17), (opset.Domain, opset.Version));
        Assert.Equal("images float [N, 3, 48, 48]", Described(Assert.Single(file.Graph.Input)));
        Assert.Equal("logits float [N, 3]", Described(Assert.Single(file.Graph.Output)));
        Assert.Equal("logits", file.Graph.Node[^1].Output[0]);
        Assert.Equal(
            [
                "arch: resnet18", """classes: ["daisies","roses","Löwenzahn"]""", "image_size: 48",
                """transform: ["Resize(size=54, interpolation=bilinear, max_size=None, antialias=None)","CenterCrop(size=(48, 48))"]""",
                "mean: [0.5,0.4,0.3]", "std: [0.2,0.25,0.3]", "preprocessing: caller",
            ],
            file.MetadataProps.Select(entry => $"{entry.Key}: {entry.Value}"));
    }

    [Fact]
    public void WithPreprocessingItTakesPicturesOfAnySize()
    {
        using var model = new ResNet(ResNetVariant.Named("resnet18"), 3);
        ModelProto file = Written(model, withPreprocessing: true);
        Assert.Equal(18, Assert.Single(file.OpsetImport).Version);
        Assert.Equal("images uint8 [N, H, W, 3]", Described(Assert.Single(file.Graph.Input)));
        Assert.Equal("logits float [N, 3]", Described(Assert.Single(file.Graph.Output)));
        Assert.Contains(file.MetadataProps, entry => entry is { Key: "preprocessing", Value: "graph" });
    }

    [Fact]
    public void TheSameNetworkGivesTheSameBytes()
    {
        using var model = new ResNet(ResNetVariant.Named("resnet18"), 3);
        Written(model, withPreprocessing: true);
        byte[] first = File.ReadAllBytes(_folder.File("model.onnx"));
        Written(model, withPreprocessing: true);
        Assert.Equal(first, File.ReadAllBytes(_folder.File("model.onnx")));
    }

    [OnnxRuntimeTheory]
    [MemberData(nameof(Variants))]
    public void EveryNetworkGivesItsOwnLogitsInOnnxRuntime(string arch)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable inference = inference_mode();
        manual_seed(11);
        using var model = new ResNet(ResNetVariant.Named(arch), 3);
        Shake(model);
        Written(model, withPreprocessing: false);
        using var session = new OrtSession(OnnxRuntime.Find()!, _folder.File("model.onnx"));
        foreach (int count in new[] { 1, 3 })
        {
            Tensor images = randn([count, model.InChannels, Size, Size]);
            float[] expected = model.call(images).data<float>().ToArray();
            float[] actual = session.Run<float>("images", images.data<float>().ToArray(), DataType.Float, [count, model.InChannels, Size, Size], "logits");
            float largest = expected.Max(Math.Abs);
            Assert.True(float.IsFinite(largest));
            Assert.All(expected.Zip(actual), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1e-4 * Math.Max(1, largest)));
        }
    }

    [OnnxRuntimeFact]
    public void WhatTheRuntimeCannotDoItSaysItself()
    {
        OrtApi api = OnnxRuntime.Find()!;
        Assert.Throws<OnnxRuntimeException>(() => new OrtSession(api, _folder.File("gone.onnx")));
        File.WriteAllText(_folder.File("text.onnx"), "text");
        Assert.Throws<OnnxRuntimeException>(() => new OrtSession(api, _folder.File("text.onnx")));

        using var model = new ResNet(ResNetVariant.Named("resnet18"), 3);
        Written(model, withPreprocessing: false);
        using var session = new OrtSession(api, _folder.File("model.onnx"));
        Assert.Throws<OnnxRuntimeException>(() => session.Run<float>("pictures", new float[3 * 48 * 48], DataType.Float, [1, 3, 48, 48], "logits"));
        Assert.Throws<OnnxRuntimeException>(() => session.Run<float>("images", new float[3 * 32 * 32], DataType.Float, [1, 3, 32, 32], "logits"));
    }

    /// <summary>Gives every batch norm statistics of its own, as training would; fresh ones change nothing.</summary>
    private static void Shake(ResNet model)
    {
        foreach ((string name, Tensor buffer) in model.named_buffers())
        {
            if (name.EndsWith("running_mean", StringComparison.Ordinal)) nn.init.uniform_(buffer, -0.2, 0.2);
            if (name.EndsWith("running_var", StringComparison.Ordinal)) nn.init.uniform_(buffer, 0.5, 4);
        }
    }

    private ModelProto Written(ResNet model, bool withPreprocessing)
    {
        Checkpoint checkpoint = fixture.Checkpoint with { Arch = model.Variant.Name, Classes = ["daisies", "roses", "Löwenzahn"] };
        if (model.InChannels == 1) checkpoint = checkpoint with { Normalization = Normalization.Luminance };
        model.eval();
        OnnxExport.Write(_folder.File("model.onnx"), checkpoint, model, withPreprocessing);
        return ModelProto.Parser.ParseFrom(File.ReadAllBytes(_folder.File("model.onnx")));
    }

    private static string Described(ValueInfoProto value)
    {
        TypeProto.Types.Tensor type = value.Type.TensorType;
        string name = ((DataType)type.ElemType).ToString().ToLowerInvariant();
        return $"{value.Name} {name} [{string.Join(", ", type.Shape.Dim.Select(length => length.DimParam is "" ? $"{length.DimValue}" : length.DimParam))}]";
    }
}
