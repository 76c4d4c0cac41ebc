namespace ResNetFlowers;

/// <summary>
/// Something a person gave us — a path, an option, a file — cannot be used. The message is one line that names it and says how to
/// mend it; the command line prints it as it is and exits with code 2.
/// </summary>
public sealed class InputException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">One line: what is wrong with what, and the mend.</param>
    /// <param name="innerException">What failed underneath, for a debugger; it is never printed.</param>
    public InputException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
