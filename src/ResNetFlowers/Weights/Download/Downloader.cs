using System.Net;
using ResNetFlowers.Formats;

namespace ResNetFlowers.Weights.Download;

/// <summary>
/// Fetches a file from a web server: whole or not at all, going on where an earlier attempt was cut, alone among all processes
/// that fetch the same file, and believed only if its bytes are what its name says (<see cref="FileHash"/>).
/// </summary>
internal sealed class Downloader(DownloadLimits limits)
{
    private const int BufferSize = 1 << 17;

    /// <summary>Fetches a file, unless another process is doing so: then waits for that.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="path">Where it goes; the folder must be there.</param>
    /// <param name="progress">Called after each piece.</param>
    /// <param name="cancellation">Stops it; what there is of the file is kept for the next time.</param>
    /// <exception cref="DownloadException">It cannot be fetched.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">As <see cref="IOException"/>.</exception>
    public async Task FetchAsync(Uri address, string path, Action<DownloadProgress>? progress, CancellationToken cancellation)
    {
        using PartFile? part = await OpenAsync(path, progress, cancellation);
        if (part is null) return;
        string? hash = FileHash.FromName(path);
        using var server = new FileServer(address, limits.Silence);
        for (int round = 1; ; round++)
        {
            bool inOneGo = await CompleteAsync(server, address, part, hash, progress, cancellation);
            if (await WhatIsWrongAsync(part, hash, cancellation) is not { } wrong) break;
            part.Clear();

            // What was put together may be of two versions of the file: that deserves a second round.
            if (inOneGo || round == 2) throw new DownloadException(wrong, mayPass: false);
        }

        part.Publish();
    }

    /// <returns>Null where the file is there by now.</returns>
    private async Task<PartFile?> OpenAsync(string path, Action<DownloadProgress>? progress, CancellationToken cancellation)
    {
        while (true)
        {
            PartFile? part = PartFile.TryOpen(path);
            if (File.Exists(path))
            {
                part?.Dispose();
                return null;
            }

            if (part is not null) return part;
            var other = new FileInfo(PartFile.PathOf(path));
            if (other.Exists) progress?.Invoke(new DownloadProgress(other.Length, Total: null));
            await Task.Delay(limits.Poll, cancellation);
        }
    }

    /// <returns>Whether all came at once.</returns>
    private async Task<bool> CompleteAsync(
        FileServer server, Uri address, PartFile part, string? hash, Action<DownloadProgress>? progress, CancellationToken cancellation)
    {
        bool isEmpty = part.Length == 0;
        long most = part.Length;
        for (int attempt = 1, fruitless = 0; ; attempt++)
        {
            try
            {
                // Nothing would tell that the rest is of the same version.
                if (part.Validator is null && hash is null) part.Clear();
                await AttemptAsync(server, address, part, progress, cancellation);
                return isEmpty && attempt == 1;
            }
            catch (DownloadException exception) when (exception.MayPass && attempt < limits.AttemptsInAll)
            {
                fruitless = part.Length > most ? 0 : fruitless + 1;
                most = Math.Max(most, part.Length);
                if (fruitless >= limits.Attempts) throw;
                await Task.Delay(limits.Pause * Math.Pow(2, Math.Max(fruitless - 1, 0)), cancellation);
            }
        }
    }

    private async Task AttemptAsync(
        FileServer server, Uri address, PartFile part, Action<DownloadProgress>? progress, CancellationToken cancellation)
    {
        using var patience = new Patience(limits.Silence, cancellation);
        using HttpResponseMessage response = await patience.WaitAsync(token => server.GetAsync(address, part.Length, part.Validator, token));
        long? total = response.Content.Headers.ContentRange?.Length;
        switch (response.StatusCode)
        {
            case HttpStatusCode.RequestedRangeNotSatisfiable when total == part.Length:
                return;
            case HttpStatusCode.RequestedRangeNotSatisfiable:
            case HttpStatusCode.PartialContent when response.Content.Headers.ContentRange?.From != part.Length:
                part.Clear();
                throw new DownloadException("the server sends another part than was asked for", mayPass: true);
            case HttpStatusCode.OK:
                part.Clear();
                part.Validator = FileServer.ValidatorOf(response);
                total = response.Content.Headers.ContentLength;
                break;
        }

        CheckSize(total ?? 0);
        using Stream body = await patience.WaitAsync(response.Content.ReadAsStreamAsync);
        byte[] buffer = new byte[BufferSize];
        while (await patience.WaitAsync(token => body.ReadAsync(buffer, token).AsTask()) is var count and > 0)
        {
            CheckSize(part.Length + count);
            await part.AppendAsync(buffer.AsMemory(0, count), cancellation);
            progress?.Invoke(new DownloadProgress(part.Length, total));
        }

        if (total is not null && part.Length != total)
            throw new DownloadException($"the server sends {part.Length} bytes of {total}", mayPass: part.Length < total);
    }

    private void CheckSize(long bytes)
    {
        if (bytes > limits.Bytes) throw new DownloadException($"it is larger than {limits.Bytes} bytes", mayPass: false);
    }

    private static async Task<string?> WhatIsWrongAsync(PartFile part, string? hash, CancellationToken cancellation)
    {
        if (part.Length == 0) return "the server sends an empty file";
        byte[] start = new byte[ForeignFile.StartLength];
        part.Content.Position = 0;
        int count = await part.Content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellation);
        return ForeignFile.IsWebPage(start.AsSpan(0, count))
            ? "the server answers with a web page, not a file"
            : await FileHash.MismatchAsync(part.Content, hash, cancellation);
    }
}
