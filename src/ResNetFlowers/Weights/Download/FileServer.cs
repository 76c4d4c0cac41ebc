using System.Net;
using System.Net.Http.Headers;

namespace ResNetFlowers.Weights.Download;

/// <summary>Asks a web server for a file, or for the rest of one, and follows its redirects.</summary>
internal sealed class FileServer : IDisposable
{
    private const int MaxRedirects = 10;
    private readonly HttpClient _client;

    /// <param name="address">Any address on the server.</param>
    /// <param name="silence">How long connecting may take.</param>
    public FileServer(Uri address, TimeSpan silence)
    {
        // Redirects are followed here, one by one, so that each can be refused; no proxy leads to this machine itself.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = !address.IsLoopback, ConnectTimeout = silence };
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("ResNetFlowers", productVersion: null));
        _client.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
    }

    /// <summary>Sends the request; the answer's body is still to be read.</summary>
    /// <param name="address">The file.</param>
    /// <param name="start">The first byte that is wanted.</param>
    /// <param name="validator">The version (ETag or date) of which it is wanted; of any other the server sends the whole file.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="DownloadException">There is no server, or its answer is no file.</exception>
    public async Task<HttpResponseMessage> GetAsync(Uri address, long start, RangeConditionHeaderValue? validator, CancellationToken cancellation)
    {
        for (int redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (start > 0)
            {
                request.Headers.Range = new RangeHeaderValue(start, to: null);
                request.Headers.IfRange = validator;
            }

            HttpResponseMessage response = await SendAsync(request, mayPass: start > 0, cancellation);
            try
            {
                if (!IsRedirect(response.StatusCode)) return Checked(response);
                address = SecureAddress.Follow(address, response.Headers.Location);
            }
            catch
            {
                response.Dispose();
                throw;
            }

            response.Dispose();
        }

        throw new DownloadException($"the server redirects more than {MaxRedirects} times", mayPass: false);
    }

    /// <summary>What to compare the version by when the rest is asked for; null where the server gives nothing that is good for it.</summary>
    public static RangeConditionHeaderValue? ValidatorOf(HttpResponseMessage response) => response.Headers.ETag is { IsWeak: false } tag
        ? new RangeConditionHeaderValue(tag)
        : response.Content.Headers.LastModified is { } date ? new RangeConditionHeaderValue(date) : null;

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, bool mayPass, CancellationToken cancellation)
    {
        try
        {
            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (HttpRequestException exception)
        {
            string host = request.RequestUri!.Host;
            string reason = exception.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => $"{host} cannot be found: is there a network?",
                HttpRequestError.ConnectionError => $"no connection to {host}: is there a network?",
                HttpRequestError.SecureConnectionError => $"no secure connection to {host}",
                _ => $"{host} does not answer as a web server should",
            };
            throw new DownloadException(reason, mayPass || exception.HttpRequestError == HttpRequestError.ResponseEnded, exception);
        }
    }

    private static bool IsRedirect(HttpStatusCode status) => status is
        HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or
        HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    private static HttpResponseMessage Checked(HttpResponseMessage response)
    {
        int status = (int)response.StatusCode;
        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable))
        {
            bool mayPass = status >= 500 || response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests;
            throw new DownloadException($"the server answers {status} {response.ReasonPhrase}".TrimEnd(), mayPass);
        }

        return response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType is "text/html" or "application/xhtml+xml"
            ? throw new DownloadException("the server answers with a web page, not a file", mayPass: false)
            : response;
    }
}
