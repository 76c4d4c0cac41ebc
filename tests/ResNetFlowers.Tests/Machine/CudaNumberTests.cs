using ResNetFlowers.Machine;

namespace ResNetFlowers.Tests.Machine;

public class CudaNumberTests
{
    [Theory]
    [InlineData(13000, "13.0")]
    [InlineData(12080, "12.8")]
    [InlineData(11020, "11.2")]
    public void CudasAreWrittenAsPeopleDo(long number, string text) => Assert.Equal(text, CudaNumber.Text(number));

    [Theory]
    [InlineData(91900, "9.19.0")]
    [InlineData(90100, "9.1.0")]
    [InlineData(8902, "8.9.2")]
    [InlineData(7605, "7.6.5")]
    public void CudnnsAreWrittenAsPeopleDo(long number, string text) => Assert.Equal(text, CudaNumber.Cudnn(number));
}
