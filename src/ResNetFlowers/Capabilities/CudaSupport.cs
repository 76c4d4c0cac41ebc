namespace ResNetFlowers.Capabilities;

/// <summary>What libtorch has of CUDA.</summary>
/// <param name="IsBuiltIn">Whether this libtorch is built with CUDA; null where that cannot be told.</param>
/// <param name="Failure">Why its CUDA library could not be loaded; null where it could, or there is none.</param>
/// <param name="RuntimeVersion">The CUDA that it is built with, 13000 for 13.0; 0 where it does not say.</param>
/// <param name="CudnnVersion">The cuDNN that it is built with, 91900 for 9.19.0, 8902 for 8.9.2; 0 where it does not say.</param>
internal sealed record CudaSupport(bool? IsBuiltIn, string? Failure, long RuntimeVersion, long CudnnVersion);
