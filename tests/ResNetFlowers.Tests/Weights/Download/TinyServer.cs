using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ResNetFlowers.Tests.Weights.Download;

/// <summary>A web server on this machine that answers as a test says, one request a connection.</summary>
internal sealed class TinyServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<TinyRequest> _requests = new();
    private readonly Func<TinyRequest, TinyResponse> _answer;

    public TinyServer(Func<TinyRequest, TinyResponse> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>All requests so far, in order.</summary>
    public IReadOnlyList<TinyRequest> Requests => [.. _requests];

    public Uri Address(string path) => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/{path}");

    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        CancellationToken end = _end.Token;
        while (!end.IsCancellationRequested)
        {
            TcpClient client = await _listener.AcceptTcpClientAsync(end);
            _ = Task.Run(() => ServeAsync(client, end), end);
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken end)
    {
        using (client)
        {
            NetworkStream stream = client.GetStream();
            TinyRequest request = await ReadAsync(stream, end);
            _requests.Enqueue(request);
            TinyResponse response = _answer(request);
            var head = new StringBuilder($"HTTP/1.1 {response.Status}\r\nConnection: close\r\n");
            foreach (string header in response.Headers) head.Append(header).Append("\r\n");
            if (!response.HidesLength) head.Append(provider: null, $"Content-Length: {response.Body.Length}\r\n");
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), end);
            await stream.WriteAsync(response.Body[..Math.Min(response.CutAfter, response.Body.Length)], end);
            if (response.Hangs) await Task.Delay(Timeout.Infinite, end);
        }
    }

    private static async Task<TinyRequest> ReadAsync(NetworkStream stream, CancellationToken end)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        string path = (await reader.ReadLineAsync(end))!.Split(' ')[1];
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync(end) is { Length: > 0 } line)
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        return new TinyRequest(path, headers);
    }
}
