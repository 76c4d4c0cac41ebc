namespace ResNetFlowers.Machine;

/// <summary>What the system's loader said of a library that it could not load.</summary>
public static class LoaderMessage
{
    /// <summary>The loader's own words, out of an exception of .NET's that wraps them into advice to programmers; null where it is no such exception.</summary>
    /// <param name="exception">What was thrown, whatever is around it.</param>
    public static string? Of(Exception? exception)
    {
        while (exception is not (null or DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)) exception = exception.InnerException;
        // They come last.
        return exception?.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1];
    }
}
