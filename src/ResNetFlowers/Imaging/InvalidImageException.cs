namespace ResNetFlowers.Imaging;

/// <summary>
/// The bytes of a file are no picture that can be decoded. The message is the end of a sentence that begins with the file's name, as
/// in "is a truncated JPEG", for whoever knows that name to complete: <c>$"{path}: {message}"</c>.
/// </summary>
public sealed class InvalidImageException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong with the file, without its name and without a full stop.</param>
    public InvalidImageException(string message) : base(message)
    {
    }

    /// <summary>Whether the file ends before its picture does, as after a broken download.</summary>
    public bool IsTruncated { get; init; }
}
