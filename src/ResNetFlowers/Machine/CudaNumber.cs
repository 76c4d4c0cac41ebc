namespace ResNetFlowers.Machine;

/// <summary>Versions as NVIDIA's libraries number them, for people.</summary>
internal static class CudaNumber
{
    private const long FirstCudnnOfFiveDigits = 90000;

    /// <summary>A version of CUDA: 13.0 for 13000.</summary>
    public static string Text(long number) => $"{number / 1000}.{number % 1000 / 10}";

    /// <summary>A version of cuDNN: 9.19.0 for 91900 and, before version 9, 8.9.2 for 8902.</summary>
    public static string Cudnn(long number)
    {
        long unit = number >= FirstCudnnOfFiveDigits ? 10000 : 1000;
        return $"{number / unit}.{number % unit / 100}.{number % 100}";
    }
}
