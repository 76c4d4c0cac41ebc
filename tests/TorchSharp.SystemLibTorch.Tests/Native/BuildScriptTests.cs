using System.Diagnostics;

namespace TorchSharp.SystemLibTorch.Tests.Native;

/// <summary>native/build.sh with folders laid out as libtorch comes, and a compiler that only notes how it was called.</summary>
public sealed class BuildScriptTests : IDisposable
{
    private const string Script = "src/TorchSharp.SystemLibTorch/native/build.sh";
    private const string Compiler = "tests/TorchSharp.SystemLibTorch.Tests/Native/fake-compiler.sh";
    private const string OldString = "_ZN3c105ErrorC1ENS_14SourceLocationESs";
    private const string NewString = "_ZN3c105ErrorC1ENS_14SourceLocationENSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE";

    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData(NewString, false)]
    [InlineData(OldString, true)]
    public void TheAbiOfStringsIsTheLibrarys(string symbol, bool isOld)
    {
        if (OperatingSystem.IsWindows()) return; // It is a script for bash.
        LayOut("a libtorch, mine", symbol);

        Assert.Equal("", Build("a libtorch, mine"));

        string[] calls = Calls();
        string[] compilations = [.. calls.Where(call => call.Contains("[-c]", StringComparison.Ordinal))];
        Assert.NotEmpty(compilations);
        Assert.All(compilations, call => Assert.Equal(isOld, call.Contains("-D_GLIBCXX_USE_CXX11_ABI=0", StringComparison.Ordinal)));
        Assert.All(compilations, call => Assert.Contains($"[-I{_temp.File("a libtorch, mine/include")}]", call, StringComparison.Ordinal));
        string folder = _temp.File("a libtorch, mine/lib");
        Assert.Contains($"[-L{folder}][-Xlinker][-rpath][-Xlinker][{folder}]", calls[^1], StringComparison.Ordinal);
        Assert.True(File.Exists(_temp.File("out/library.so")));
    }

    [Fact]
    public void EveryFileIsCompiledAndLinked()
    {
        if (OperatingSystem.IsWindows()) return;
        LayOut("torch", NewString);
        Build("torch");

        string[] sources = [.. Directory.GetFiles(Path.Combine(Repository.Root, "src/TorchSharp.SystemLibTorch/native"), "*.cpp").Select(Path.GetFileName)!];
        string[] calls = Calls();
        Assert.Contains("torch_native.cpp", sources);
        Assert.Equal(sources.Length + 1, calls.Length);
        Assert.All(sources, source => Assert.Contains($"/{source}.o]", calls[^1], StringComparison.Ordinal));
    }

    [Fact]
    public void WhereCxx17IsNotEnoughCxx20IsTried()
    {
        if (OperatingSystem.IsWindows()) return;
        LayOut("torch", NewString);
        Assert.Equal("", Build("torch", refused: "-std=c++17"));
        Assert.Contains(Calls(), call => call.Contains("[-std=c++20]", StringComparison.Ordinal));
    }

    [Fact]
    public void WhatTheCompilerSaysIsShownAndNothingIsLeft()
    {
        if (OperatingSystem.IsWindows()) return;
        LayOut("torch", NewString);
        Assert.Contains("no, not -O3", Build("torch", refused: "-O3"), StringComparison.Ordinal);
        Assert.Empty(_temp.List("out"));
    }

    [Theory]
    [InlineData("nowhere", "LIBTORCH={0}: there is no such folder; give a libtorch's, with its whole path")]
    [InlineData("", "LIBTORCH={0} is the folder around a libtorch: give {0}/torch")]
    [InlineData("torch/lib", "LIBTORCH={0} is no libtorch: it has no include/ATen/ATen.h")]
    [InlineData("half", "LIBTORCH={0} is no libtorch: it has no lib/libtorch_cpu.so")]
    public void AFolderThatIsNoLibTorchIsNamedInOneLine(string folder, string message)
    {
        if (OperatingSystem.IsWindows()) return;
        LayOut("torch", NewString);
        LayOut("half", NewString);
        File.Delete(_temp.File("half/lib/libtorch_cpu.so"));

        Assert.Equal($"error: {string.Format(null, message, _temp.File(folder))}\n", Build(folder));
    }

    private void LayOut(string root, string symbol)
    {
        Directory.CreateDirectory(_temp.File($"{root}/include/ATen"));
        Directory.CreateDirectory(_temp.File($"{root}/lib"));
        File.WriteAllText(_temp.File($"{root}/include/ATen/ATen.h"), "");
        File.WriteAllText(_temp.File($"{root}/lib/libtorch_cpu.so"), "");
        File.WriteAllText(_temp.File($"{root}/lib/libc10.so"), $"\0{symbol}\0");
    }

    /// <summary>Runs the script.</summary>
    /// <param name="root">The libtorch, in the temporary folder.</param>
    /// <param name="refused">An argument that the compiler does not take.</param>
    /// <returns>What it said on stderr.</returns>
    private string Build(string root, string refused = "-none")
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Repository.Root, Script), _temp.File("out/library.so"), _temp.File(root)])
        {
            UseShellExecute = false, RedirectStandardError = true,
        };
        start.Environment["CXX"] = Path.Combine(Repository.Root, Compiler);
        start.Environment["CALLS"] = _temp.File("calls");
        start.Environment["REFUSED"] = refused;
        using Process script = Process.Start(start)!;
        string error = script.StandardError.ReadToEnd();
        script.WaitForExit();
        Assert.Equal(error.Length > 0, script.ExitCode != 0);
        return error;
    }

    private string[] Calls() => File.ReadAllLines(_temp.File("calls"));
}
