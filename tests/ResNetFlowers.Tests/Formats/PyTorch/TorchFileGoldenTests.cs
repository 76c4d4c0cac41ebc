using ResNetFlowers.Formats.PyTorch;

namespace ResNetFlowers.Tests.Formats.PyTorch;

/// <summary>Checkpoints that PyTorch itself wrote: see tests/golden/make_formats.py.</summary>
public sealed class TorchFileGoldenTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Files => ["dtypes", "values", "strides", "shared", "model", "parameter", "adam"];

    public static TheoryData<string> OldFiles => ["old_parameters", "old_python2", "old_views"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public void HoldsWhatPyTorchPutIn(string name)
    {
        foreach (string format in new[] { "", "_legacy" })
        {
            using TorchFile file = TorchFile.Read(Golden.Path($"{name}{format}.pth"));
            Assert.Equal(Dump.Of(Golden.Describe(name)), Dump.Of(file.Root));
        }
    }

    [Theory]
    [MemberData(nameof(OldFiles))]
    public void HoldsWhatPyTorchFindsInWhatOldVersionsWrote(string name)
    {
        using TorchFile file = TorchFile.Read(Golden.Path($"{name}.pth"));
        Assert.Equal(Dump.Of(Golden.Describe(name)), Dump.Of(file.Root));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void SurvivesBeingWrittenByUs(string name)
    {
        using TorchFile original = TorchFile.Read(Golden.Path($"{name}.pth"));
        TorchFile.Write(_folder.File("copy.pth"), original.Root);
        using TorchFile copy = TorchFile.Read(_folder.File("copy.pth"));
        Assert.Equal(Dump.Of(original.Root), Dump.Of(copy.Root));
    }

    [Theory]
    [InlineData("refused_object", "holds a pickled Python object, __main__.Foreign, which is never loaded: save model.state_dict() instead")]
    [InlineData("refused_module", "holds a pickled Python object, __main__.Net, which is never loaded: save model.state_dict() instead")]
    [InlineData("refused_module_legacy", "holds a pickled Python object, __main__.Net, which is never loaded: save model.state_dict() instead")]
    [InlineData("refused_protocol", "was saved with pickle protocol 4")]
    [InlineData("refused_script", "is a TorchScript program")]
    public void OtherThingsAreRefusedByName(string name, string reason)
    {
        string path = Golden.Path($"{name}.pth");
        InputException exception = Assert.Throws<InputException>(() => TorchFile.Read(path));
        Assert.StartsWith($"{path}: {reason}", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }
}
