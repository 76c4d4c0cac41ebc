using System.Runtime.InteropServices;

namespace ResNetFlowers.Formats.Onnx.Runtime;

/// <summary>
/// ONNX Runtime's native library (https://onnxruntime.ai), where one is at hand: <c>libonnxruntime.so</c>, as the packages of its C API
/// and of its bindings to Python and Node contain it. Nothing else of them is needed.
/// </summary>
internal static class OnnxRuntime
{
    /// <summary>The environment variable that names the library's file, or the folder that holds it.</summary>
    public const string Variable = "ONNXRUNTIME";

    private static readonly string[] FileNames =
        OperatingSystem.IsWindows() ? ["onnxruntime.dll"]
        : OperatingSystem.IsMacOS() ? ["libonnxruntime.dylib", "libonnxruntime.1.dylib"]
        : ["libonnxruntime.so.1", "libonnxruntime.so"];

    private static readonly Lock Lock = new();

    private static OrtApi? _loaded;

    /// <summary>Loads the library that <see cref="Variable"/> names, else the one that the system's loader finds.</summary>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="InputException"><see cref="Variable"/> is set, but not to ONNX Runtime's library.</exception>
    public static OrtApi? Find()
    {
        // One per process: the library keeps state of its own and is never unloaded.
        lock (Lock) return _loaded ??= Load(Environment.GetEnvironmentVariable(Variable));
    }

    /// <summary>The library in a file or folder, or where the loader looks.</summary>
    /// <param name="named">The file or folder; null or empty to ask the loader.</param>
    internal static OrtApi? Load(string? named)
    {
        if (string.IsNullOrEmpty(named))
        {
            foreach (string name in FileNames)
            {
                if (NativeLibrary.TryLoad(name, out nint found)) return new OrtApi(found);
            }

            return null;
        }

        string file = FileNames.Select(name => Path.Combine(named, name)).FirstOrDefault(File.Exists, named);
        try
        {
            return new OrtApi(NativeLibrary.Load(Path.GetFullPath(file)));
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            throw new InputException(
                $"{Variable} {named}: is no ONNX Runtime 1.13 or later; name the file {FileNames[0]} or its folder", exception);
        }
    }
}
