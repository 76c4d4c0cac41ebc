using System.Text;

namespace ResNetFlowers.Tests.Weights.Download;

/// <summary>What a <see cref="TinyServer"/> answers.</summary>
internal sealed record TinyResponse
{
    /// <summary>Code and reason.</summary>
    public string Status { get; init; } = "200 OK";

    /// <summary>Lines after the first; Content-Length is added.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Ends the connection, or says nothing more, after that many bytes of the body.</summary>
    public int CutAfter { get; init; } = int.MaxValue;

    /// <summary>At the cut the connection stays open.</summary>
    public bool Hangs { get; init; }

    /// <summary>Says nothing of the length: the end of the connection is the end of the body.</summary>
    public bool HidesLength { get; init; }

    /// <summary>An error with a short text.</summary>
    public static TinyResponse Error(string status) => new() { Status = status, Body = Encoding.ASCII.GetBytes(status) };

    /// <summary>Sends elsewhere.</summary>
    public static TinyResponse Redirect(string location) => new() { Status = "302 Found", Headers = [$"Location: {location}"] };

    /// <summary>A file as a good server gives it: the part that is asked for, if it is of this version.</summary>
    public static TinyResponse File(TinyRequest request, byte[] content, string? validator = "ETag: \"1\"")
    {
        IReadOnlyList<string> headers = validator is null ? [] : [validator];
        bool sameVersion = request.IfRange is null || (validator is not null && validator.EndsWith($": {request.IfRange}", StringComparison.Ordinal));
        if (request.Start is not { } start || !sameVersion) return new() { Headers = headers, Body = content };
        return start < content.Length
            ? new()
            {
                Status = "206 Partial Content",
                Headers = [.. headers, $"Content-Range: bytes {start}-{content.Length - 1}/{content.Length}"],
                Body = content.AsMemory(start),
            }
            : new() { Status = "416 Range Not Satisfiable", Headers = [.. headers, $"Content-Range: bytes */{content.Length}"] };
    }
}
