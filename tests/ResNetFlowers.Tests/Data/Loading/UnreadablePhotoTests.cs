using System.Collections.Concurrent;
using ResNetFlowers.Data;
using ResNetFlowers.Data.Loading;

namespace ResNetFlowers.Tests.Data.Loading;

/// <summary>Photos that cannot be read are left out, and said once.</summary>
public sealed class UnreadablePhotoTests(LoaderFixture fixture) : IClassFixture<LoaderFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<(string File, string Reason)> _skipped = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void TheOthersStayAsTheyAre(int workers)
    {
        Sample[] samples = [.. fixture.Samples];
        byte[] whole = File.ReadAllBytes(samples[0].Path);
        samples[1] = samples[1] with { Path = Damaged("truncated.png", whole[..(whole.Length / 2)]) };
        samples[4] = samples[4] with { Path = Damaged("empty.jpg", []) };
        samples[5] = samples[5] with { Path = _folder.File("vanished.png") };
        samples[10] = samples[10] with { Path = Damaged("text.jpg", "no photo"u8) };
        var options = new LoaderOptions { BatchSize = 4, Workers = workers, OnSkipped = (path, reason) => _skipped.Enqueue((Path.GetFileName(path), reason)) };
        using DataLoader sound = fixture.Loader(options);
        using DataLoader damaged = LoaderFixture.Loader(samples, options);

        List<LoaderFixture.Read> expected = [.. sound.Batches(1).Select(LoaderFixture.Take)];
        List<LoaderFixture.Read> actual = [.. damaged.Batches(1).Select(LoaderFixture.Take)];
        Assert.Equal([[0, 2, 3], [6, 7], [8, 9]], actual.Select(batch => batch.Samples));
        for (int i = 0; i < actual.Count; i++)
        {
            Assert.Equal(actual[i].Samples.Select(sample => (long)samples[sample].Label), actual[i].Labels);
            foreach (int sample in actual[i].Samples) Assert.True(expected[i].Photo(sample).SequenceEqual(actual[i].Photo(sample)), $"sample {sample}");
        }

        Assert.Equal(3, damaged.Batches(2).Select(LoaderFixture.Take).Count());
        Assert.Equal(["empty.jpg", "text.jpg", "truncated.png", "vanished.png"], _skipped.Select(skip => skip.File).Order(StringComparer.Ordinal));
        Assert.Equal(4, damaged.SkippedCount);
        Assert.Equal("no such file", _skipped.Single(skip => skip.File == "vanished.png").Reason);
        Assert.All(_skipped, skip => Assert.DoesNotContain('\n', skip.Reason));
    }

    [Fact]
    public void ABatchOfWhichNothingIsLeftIsNoBatch()
    {
        Sample[] samples = [.. fixture.Samples];
        for (int i = 2; i < 4; i++) samples[i] = new Sample(_folder.File($"{i}.png"), 0);
        using DataLoader loader = LoaderFixture.Loader(samples, new LoaderOptions { BatchSize = 2 });
        List<LoaderFixture.Read> batches = [.. loader.Batches(1).Select(LoaderFixture.Take)];
        Assert.Equal([[0, 1], [4, 5], [6, 7], [8, 9], [10]], batches.Select(batch => batch.Samples));
        Assert.Equal([0, 2, 3, 4, 5], batches.Select(batch => batch.Index));
        Assert.Equal([2, 3, 4, 5], loader.Batches(1, firstBatch: 1).Select(LoaderFixture.Take).Select(batch => batch.Index));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void NotOneReadablePhotoIsAnError(int workers)
    {
        Sample[] samples = [.. Enumerable.Range(0, 5).Select(i => new Sample(Damaged($"{i}.jpg", "text"u8), 0))];
        using DataLoader loader = LoaderFixture.Loader(samples, new LoaderOptions { BatchSize = 2, Workers = workers });
        InputException exception = Assert.Throws<InputException>(() => loader.Batches(1).Select(LoaderFixture.Take).Count());
        Assert.Equal($"{samples[0].Path}: cannot be read, nor can any other of the 5 photos; replace them", exception.Message);
    }

    private string Damaged(string name, ReadOnlySpan<byte> content)
    {
        File.WriteAllBytes(_folder.File(name), content);
        return _folder.File(name);
    }
}
