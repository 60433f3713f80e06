using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace PhotoShare.Dance.Tests.Watching;

/// <summary>A client of somebody's, as small as a client can be: it knows OAuth by heart, and of PhotoShare nothing. Its spans are those of OpenTelemetry's instrumentation.</summary>
internal sealed class ForeignClient : IAsyncDisposable
{
    public const string Service = "shop", Callback = "/secretive/callback";

    private readonly WebApplication app;
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly JsonNode endpoints;
    private readonly string id, secret, redirectUri, verifier = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    private ForeignClient(Uri dance, JsonNode endpoints, string id, string secret, string redirectUri)
    {
        (this.endpoints, this.id, this.secret, this.redirectUri) = (endpoints, id, secret, redirectUri);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION"] = "true";
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService(Service)).WithTracing(tracing => tracing
            // Other hosts of the tests live in this process, and the browser does too: what they do is not the client's.
            .AddAspNetCoreInstrumentation(options => options.Filter = context => context.Connection.LocalPort == Address.Port)
            .AddHttpClientInstrumentation(options => options.FilterHttpRequestMessage = _ => Activity.Current?.Parent is not null)
            .AddOtlpExporter(exporter =>
            {
                (exporter.Endpoint, exporter.Protocol) = (new Uri(dance, "/v1/traces"), OtlpExportProtocol.HttpProtobuf);
                exporter.BatchExportProcessorOptions.ScheduledDelayMilliseconds = 500;
            }));
        app = builder.Build();
        app.MapGet("/login", (bool push) => LoginAsync(push));
        app.MapGet(Callback, (string code) => RedeemAsync(code));
    }

    public Uri Address => new(app.Urls.Single());

    public static async Task<ForeignClient> StartAsync(Uri dance, JsonNode endpoints, string id, string secret, string redirectUri)
    {
        var client = new ForeignClient(dance, endpoints, id, secret, redirectUri);
        await client.app.StartAsync();
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        http.Dispose();
    }

    private async Task<IResult> LoginAsync(bool push)
    {
        var request = new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = id,
            ["redirect_uri"] = redirectUri,
            ["scope"] = "openid profile",
            ["state"] = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(16)),
            ["code_challenge"] = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))),
            ["code_challenge_method"] = "S256",
        };
        if (push)
        {
            var pushed = await PostAsync("pushed_authorization_request_endpoint", request);
            request = new() { ["client_id"] = id, ["request_uri"] = (string)pushed["request_uri"]! };
        }
        return Results.Redirect(QueryHelpers.AddQueryString((string)endpoints["authorization_endpoint"]!, request));
    }

    private async Task<IResult> RedeemAsync(string code)
    {
        var tokens = await PostAsync("token_endpoint", new() { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = redirectUri, ["code_verifier"] = verifier });
        using var who = new HttpRequestMessage(HttpMethod.Get, (string)endpoints["userinfo_endpoint"]!);
        who.Headers.Authorization = new("Bearer", (string)tokens["access_token"]!);
        using var answer = await http.SendAsync(who);
        return Results.StatusCode((int)answer.StatusCode);
    }

    private async Task<JsonNode> PostAsync(string endpoint, Dictionary<string, string?> parameters)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, (string)endpoints[endpoint]!) { Content = new FormUrlEncodedContent(parameters) };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(id)}:{Uri.EscapeDataString(secret)}")));
        using var answer = await http.SendAsync(request);
        return JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!;
    }
}
