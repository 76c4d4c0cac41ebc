using System.Text;
using ResNetFlowers.Formats;
using ResNetFlowers.Formats.Safetensors;

namespace ResNetFlowers.Tests.Formats.Safetensors;

/// <summary>Every rule of the format, broken: one line says which.</summary>
public sealed class SafetensorsDamageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("model.safetensors");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, " {}", "does not begin with {")]
    [InlineData(0, "", "does not begin with {")]
    [InlineData(0, "{", "is not JSON")]
    [InlineData(0, "{}x", "is not JSON")]
    [InlineData(0, "{}\0", "is not JSON")]
    [InlineData(0, """{"a":1}""", "the description of its tensor a is not a JSON object")]
    [InlineData(0, """{"__metadata__":[]}""", "__metadata__ is not a JSON object")]
    [InlineData(0, """{"__metadata__":{"epoch":3}}""", "epoch in __metadata__ is not a JSON string")]
    [InlineData(0, """{"__metadata__":{"a":"1","a":"2"}}""", "__metadata__ names a twice")]
    [InlineData(0, """{"__metadata__":{},"__metadata__":{}}""", "its header names __metadata__ twice")]
    [InlineData(0, """{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"\u0061":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}""", "names a twice")]
    [InlineData(0, """{"a":{"dtype":"U8","dtype":"I8","shape":[0],"data_offsets":[0,0]}}""", "has two dtype")]
    [InlineData(0, """{"a":{"dtype":"U8","shape":[0]}}""", "lacks a dtype, a shape or two data_offsets")]
    [InlineData(0, """{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0,0]}}""", "lacks a dtype, a shape or two data_offsets")]
    [InlineData(0, """{"a":{"dtype":8,"shape":[0],"data_offsets":[0,0]}}""", "the dtype of its tensor a is not a JSON string")]
    [InlineData(0, """{"a":{"dtype":"U8","shape":0,"data_offsets":[0,0]}}""", "the shape of its tensor a is not a JSON array")]
    [InlineData(1, """{"a":{"dtype":"U8","shape":[1.0],"data_offsets":[0,1]}}""", "the shape of its tensor a is not of whole numbers")]
    [InlineData(0, """{"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,0]}}""", "the shape of its tensor a is not of whole numbers")]
    [InlineData(0, """{"a":{"dtype":"U8","shape":[18446744073709551616],"data_offsets":[0,0]}}""", "the shape of its tensor a is not of whole numbers")]
    [InlineData(4, """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "takes 8 bytes by its shape and 4 by its data_offsets")]
    [InlineData(0, """{"a":{"dtype":"F32","shape":[4611686018427387904,2],"data_offsets":[0,0]}}""", "larger than any memory")]
    [InlineData(4, """{"a":{"dtype":"U8","shape":[0],"data_offsets":[4,0]}}""", "ends before it begins")]
    [InlineData(4, """{"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},"b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}""", "its tensor b overlaps another")]
    [InlineData(4, """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}""", "1 bytes before its tensor b belong to none")]
    [InlineData(4, """{"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]}}""", "its tensors take 3 bytes by its header, and 4 are there")]
    [InlineData(2, """{"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]}}""", "its tensors take 3 bytes by its header, and 2 are there")]
    [InlineData(4, """{"a":{"dtype":"U8","shape":[9223372036854775807],"data_offsets":[0,9223372036854775807]}}""", "larger than 2 GiB")]
    [InlineData(0, """{"\ud800":{}}""", "half a surrogate pair")]
    public void ABrokenRuleIsNamed(int dataLength, string header, string reason)
    {
        string error = ErrorOf(Encoding.UTF8.GetBytes(header), dataLength);
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.Contains("is damaged", error, StringComparison.Ordinal);
    }

    [Fact]
    public void AHeaderThatIsNotUtf8IsRefused() =>
        Assert.Contains("is not UTF-8", ErrorOf([.. "{\""u8, 0xC3, .. "\":{}}"u8], 0), StringComparison.Ordinal);

    [Theory]
    [InlineData("F8_E4M3")]
    [InlineData("U16")]
    [InlineData("C64")]
    [InlineData("f32")]
    public void ATypeThatIsNotReadIsNamed(string type) => Assert.EndsWith(
        $"its tensor a is of type {type}, which is not read: save it as F32, F16 or BF16.",
        ErrorOf(Encoding.UTF8.GetBytes($$$"""{"a":{"dtype":"{{{type}}}","shape":[0],"data_offsets":[0,0]}}"""), 0), StringComparison.Ordinal);

    [Fact]
    public void AHeaderOfMoreThan100MegabytesIsRefusedUnread()
    {
        using (FileStream stream = File.Create(Path))
        {
            stream.Write(BitConverter.GetBytes(100_000_001L));
            stream.Write("{"u8);
            stream.SetLength(100_000_009);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("its header is 100000001 bytes long by its own account", Error(), StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 63)]
    [InlineData(100_000_000)]
    [InlineData(3)]
    public void AHeaderLongerThanTheFileIsRefused(ulong length)
    {
        File.WriteAllBytes(Path, [.. BitConverter.GetBytes(length), .. "{}"u8]);
        Assert.Contains("is damaged", Error(), StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatIsCutShortIsDamaged()
    {
        byte[] whole = File.ReadAllBytes(Golden.Path("tensors.safetensors"));
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(Path, whole[..length]);
            Assert.Contains("is damaged", Error(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void UnknownFieldsAndOtherOrdersAreRead()
    {
        Write("""{"b":{"new":{"x":[1]},"data_offsets":[1,3],"shape":[2],"dtype":"U8"},"a":{"dtype":"U8","shape":[],"data_offsets":[0,1]}} """u8, 3);
        using SafetensorsFile file = SafetensorsFile.Open(Path);
        Assert.Equal(["b", "a"], file.Tensors.Select(entry => entry.Key.ToString()));
        Assert.True(file.Tensors.TryGet("b", out TensorData? tensor));
        Assert.Equal([2, 3], tensor.Bytes.ToArray());
    }

    private string ErrorOf(ReadOnlySpan<byte> header, int dataLength)
    {
        Write(header, dataLength);
        return Error();
    }

    private void Write(ReadOnlySpan<byte> header, int dataLength) => File.WriteAllBytes(
        Path, [.. BitConverter.GetBytes((long)header.Length), .. header, .. Enumerable.Range(1, dataLength).Select(i => (byte)i)]);

    private string Error()
    {
        InputException exception = Assert.Throws<InputException>(() => SafetensorsFile.Open(Path));
        Assert.StartsWith($"{Path}: ", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(exception.Message, char.IsControl);
        return exception.Message;
    }
}
