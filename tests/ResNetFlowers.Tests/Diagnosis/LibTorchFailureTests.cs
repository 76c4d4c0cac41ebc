using ResNetFlowers.Diagnosis;

namespace ResNetFlowers.Tests.Diagnosis;

/// <summary>The words of glibc's loader, and what is made of them.</summary>
public class LibTorchFailureTests
{
    private const string Missing = "cannot open shared object file: No such file or directory";

    [Theory]
    [InlineData($"/opt/flowers/libflowers_torch.so: {Missing}", "libflowers_torch.so, which stands between this program and libtorch, is not there")]
    [InlineData($"libtorch_cpu.so: {Missing}", "libtorch_cpu.so is not where it was when this program was built")]
    [InlineData($"libc10.so.1.13: {Missing}", "libc10.so.1.13 is not where it was when this program was built")]
    [InlineData($"libopenblas.so.0: {Missing}", "libopenblas.so.0, which libtorch needs, is missing; install the package that has it, or do this")]
    [InlineData("/opt/flowers/libflowers_torch.so: undefined symbol: _ZN3c105ErrorC1ENS_14SourceLocationESs",
        "the symbol _ZN3c105ErrorC1ENS_14SourceLocationESs is missing: this libtorch is another one than the program was built with")]
    [InlineData("Unable to find an entry point named 'flowers_show_config' in shared library 'flowers_torch'.",
        "the symbol flowers_show_config is missing: this libtorch is another one than the program was built with")]
    [InlineData("/usr/lib/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by /opt/torch/lib/libc10.so)",
        "GLIBCXX_3.4.32 is missing: a library here is older than the one that the program was built with")]
    [InlineData("/opt/torch/lib/libc10.so: file too short", "/opt/torch/lib/libc10.so: file too short")]
    [InlineData("This application or script uses TorchSharp but doesn't contain a reference to libtorch-cpu-win-x64.\n\nConsider one of ...\nTrace: ...",
        "This application or script uses TorchSharp but doesn't contain a reference to libtorch-cpu-win-x64")]
    public void TheLibraryOrSymbolIsNamedWithTheMend(string message, string explanation)
    {
        string mended = explanation.EndsWith("do this", StringComparison.Ordinal) ? explanation : $"{explanation}; do this";
        Assert.Equal(mended, LibTorchFailure.Explain(message, "do this"));
    }
}
