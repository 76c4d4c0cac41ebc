using ResNetFlowers.Training.Checkpoints;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Training.Checkpoints;

/// <summary>A checkpoint holds what was saved, whether it was written at once or beside what came afterwards.</summary>
[Collection(CheckpointCollection.Name)]
public sealed class CheckpointWriterTests(CheckpointFixture fixture)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WhatWasSavedIsWhatIsThere(bool beside)
    {
        string path = fixture.Beside($"written-{beside}.pth");
        var writer = new CheckpointWriter(beside);
        bool isWritten = false;
        Save(writer, path, () => isWritten = File.Exists(path));
        Tensor weight = fixture.Model.state_dict()["fc.weight"];
        using Tensor before = weight.clone();
        using (IDisposable _ = no_grad()) weight.zero_();
        try
        {
            writer.Wait();
            Assert.True(isWritten);
            Assert.Equal(File.ReadAllBytes(fixture.Path), File.ReadAllBytes(path));
        }
        finally
        {
            using IDisposable _ = no_grad();
            weight.copy_(before);
        }
    }

    [Fact]
    public void AFileThatCannotBeWrittenIsNotPassedOver()
    {
        string path = Path.Combine(fixture.Beside("no-such-folder"), "a.pth");
        Assert.Throws<InputException>(() => Save(new CheckpointWriter(beside: false), path, () => Assert.Fail("there is no file")));

        var writer = new CheckpointWriter(beside: true);
        Save(writer, path, () => Assert.Fail("there is no file"));
        Assert.Throws<InputException>(writer.Wait);
        Save(writer, path, () => Assert.Fail("there is no file"));
        writer.Abandon();
    }

    private void Save(CheckpointWriter writer, string path, Action written) =>
        writer.Save(path, fixture.Checkpoint, fixture.Model, fixture.Optimizer, average: null, CheckpointFixture.State, written);
}
