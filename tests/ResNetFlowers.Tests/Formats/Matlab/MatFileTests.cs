using ResNetFlowers.Formats.Matlab;

namespace ResNetFlowers.Tests.Formats.Matlab;

public sealed class MatFileTests : IDisposable
{
    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void EveryTypeOfNumberIsRead()
    {
        IReadOnlyDictionary<string, long[]> arrays = Read(MatBytes.File(
            MatBytes.Bytes("labels", 77, 255, 1, 2, 3),
            MatBytes.Compressed(MatBytes.Bytes("packed", 1, 2, 3)),
            MatBytes.Row("a_long_name", 6, 4, 2, 0x34, 0x12, 0xFF, 0xFF),
            MatBytes.Row("signed", 6, 3, 2, 0xFE, 0xFF),
            MatBytes.Row("double", 6, 9, 8, 0, 0, 0, 0, 0, 0, 0x45, 0x40),
            MatBytes.Row("half", 6, 9, 8, 0, 0, 0, 0, 0, 0, 0xE0, 0x3F),
            MatBytes.Row("single", 7, 7, 4, 0, 0, 0x28, 0x42),
            MatBytes.Row("text", 4, 4, 2, 65, 0)));
        Assert.Equal([77, 255, 1, 2, 3], arrays["labels"]);
        Assert.Equal([1, 2, 3], arrays["packed"]);
        Assert.Equal([0x1234, 0xFFFF], arrays["a_long_name"]);
        Assert.Equal([-2], arrays["signed"]);
        Assert.Equal([42], arrays["double"]);
        Assert.Equal([42], arrays["single"]);
        Assert.Equal(6, arrays.Count);
    }

    [Fact]
    public void DamageIsAnExceptionOfItsOwn()
    {
        byte[] whole = MatBytes.File(MatBytes.Bytes("labels", 1, 2, 3, 4, 5), MatBytes.Compressed(MatBytes.Bytes("packed", 1, 2, 3, 4, 5, 6)));
        var random = new RandomSource(11);
        int refused = 0;
        for (int round = 0; round < 2000; round++)
        {
            byte[] damaged = round < whole.Length ? whole[..round] : [.. whole];
            if (round >= whole.Length) damaged[128 + random.Below(whole.Length - 128)] ^= (byte)(1 << random.Below(8));
            try
            {
                Read(damaged);
            }
            catch (Exception e) when (e is InvalidDataException or NotSupportedException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 500, 1999);
    }

    [Fact]
    public void AnArrayThatPromisesTooMuchIsRefused()
    {
        byte[] element = MatBytes.Element(14, new byte[16]);
        (element[4], element[5], element[6], element[7]) = (0xFF, 0xFF, 0xFF, 0x7F);
        Assert.Throws<InvalidDataException>(() => Read(MatBytes.File(element)));
        Assert.Throws<InvalidDataException>(() => Read(MatBytes.File(MatBytes.Compressed(element))));
        Assert.Throws<NotSupportedException>(() => Read(new byte[200]));
    }

    private IReadOnlyDictionary<string, long[]> Read(byte[] file)
    {
        File.WriteAllBytes(_temp.File("x.mat"), file);
        return MatFile.Read(_temp.File("x.mat"));
    }
}
