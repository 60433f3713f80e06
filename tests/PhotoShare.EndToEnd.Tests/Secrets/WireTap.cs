using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PhotoShare.EndToEnd.Tests.Secrets;

/// <summary>
/// Stands where the authorization server's public address points, hands everything on, and remembers it: front and back channel, headers and bodies.
/// So the test knows every secret of the run, as the parties themselves do.
/// </summary>
public sealed class WireTap : IAsyncDisposable
{
    private static readonly string[] OfTheConnection = ["Connection", "Keep-Alive", "Transfer-Encoding", "Content-Length", "Upgrade", "Host"];

    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _onward = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, AutomaticDecompression = DecompressionMethods.None });
    private readonly ConcurrentQueue<Exchange> _exchanges = new();

    private WireTap(WebApplication app) => _app = app;

    /// <summary>The address that everybody takes for the authorization server's.</summary>
    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>The server itself; until it is set, 503.</summary>
    public Uri? Target { get; set; }

    public IEnumerable<Exchange> Exchanges => _exchanges;

    /// <summary>Changes the body of an answer on its way, such as a token's life time; none by default.</summary>
    public Func<string, string>? Alter { get; set; }

    public static async Task<WireTap> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var tap = new WireTap(app);
        app.Run(tap.HandOnAsync);
        await app.StartAsync();
        return tap;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _onward.Dispose();
    }

    private async Task HandOnAsync(HttpContext context)
    {
        if (Target is not { } target)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        using var request = Copy(context.Request, target, body.ToArray());
        using var response = await _onward.SendAsync(request, context.RequestAborted);
        var answer = await response.Content.ReadAsByteArrayAsync(context.RequestAborted);
        if (Alter is { } alter && response.Content.Headers.ContentType?.MediaType == "application/json")
            answer = System.Text.Encoding.UTF8.GetBytes(alter(System.Text.Encoding.UTF8.GetString(answer)));

        _exchanges.Enqueue(new Exchange(
            context.Request.Path + context.Request.QueryString,
            [.. context.Request.Headers.SelectMany(header => header.Value.Select(value => KeyValuePair.Create(header.Key, value ?? "")))],
            System.Text.Encoding.UTF8.GetString(body.ToArray()),
            [.. response.Headers.SelectMany(header => header.Value.Select(value => KeyValuePair.Create(header.Key, value)))],
            System.Text.Encoding.UTF8.GetString(answer)));

        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers).Where(header => !OfTheConnection.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
            context.Response.Headers[name] = values.ToArray();
        context.Response.ContentLength = answer.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.Body.WriteAsync(answer, context.RequestAborted);
    }

    private static HttpRequestMessage Copy(HttpRequest from, Uri target, byte[] body)
    {
        var request = new HttpRequestMessage(new HttpMethod(from.Method), new Uri(target, from.Path + from.QueryString));
        if (body.Length > 0) request.Content = new ByteArrayContent(body);
        foreach (var (name, values) in from.Headers.Where(header => !OfTheConnection.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) && request.Content is { } content) content.Headers.ContentType = MediaTypeHeaderValue.Parse(values.ToString());
            // Bodies are read here, so they come as they are.
            else if (!name.Equals("Accept-Encoding", StringComparison.OrdinalIgnoreCase)) request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }
        request.Headers.Host = from.Host.Value;
        return request;
    }
}

/// <summary>One request and its answer, whole.</summary>
public sealed record Exchange(
    string Target, IReadOnlyList<KeyValuePair<string, string>> Sent, string Body, IReadOnlyList<KeyValuePair<string, string>> Received, string Answer);
