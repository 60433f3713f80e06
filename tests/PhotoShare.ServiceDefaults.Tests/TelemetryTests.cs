using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;

namespace PhotoShare.ServiceDefaults.Tests;

/// <summary>What leaves the process over OTLP, byte by byte.</summary>
public sealed partial class TelemetryTests : IAsyncLifetime
{
    private const string Secret = "TOP-SECRET-VALUE";

    private readonly ActivitySource source = new("PhotoShare.Tests");
    private OtlpReceiver receiver = null!;
    private IHost host = null!;

    public async ValueTask InitializeAsync()
    {
        receiver = await OtlpReceiver.StartAsync();
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Url;
        builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        // As Aspire sets them for every project: the redaction is ours, and does not ask.
        builder.Configuration["OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION"] = "true";
        builder.Configuration["OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION"] = "true";
        builder.Configuration["Logging:LogLevel:Default"] = "Trace";
        builder.AddServiceDefaults();
        host = builder.Build();
        await host.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        source.Dispose();
        await host.StopAsync();
        host.Dispose();
        await receiver.DisposeAsync();
    }

    [Fact]
    public void Spans_arrive_without_values_of_queries_headers_words_of_exceptions_or_tokens()
    {
        using (var span = source.StartActivity($"GET http://a/cb?code={Secret}"))
        {
            Assert.NotNull(span);
            span.SetTag("url.query", $"?code={Secret}&kept_name={Secret}");
            span.SetTag("url.full", $"http://user:{Secret}@127.0.0.1/cb?state={Secret}#{Secret}");
            span.SetTag("http.request.header.authorization", new[] { $"Bearer {Secret}" });
            span.SetTag("client_secret", Secret);
            span.SetTag("photoshare.note", $"access_token={Secret}");
            span.SetTag("photoshare.kept", "kept value");
            span.SetTag("oauth.hop.sent.code", Secret);
            span.SetTag("oauth.hop.sent.password", Secret);
            span.SetTag("oauth.hop.received.expires_in", new[] { Secret });
            span.SetTag("oauth.hop.received.something_new", Secret);
            span.SetTag("oauth.hop.error", $"access_token={Secret}");
            span.SetTag("oauth.dance.outcome", $"http://a/cb?state={Secret}");
            span.SetTag("oauth.hop.sent.access_token", "fp:0123456789abcdef");
            span.SetTag("oauth.hop.received.access_token.aud", "friendbook-api");
            span.SetTag("oauth.hop.step", "token_request");
            span.SetStatus(ActivityStatusCode.Error, $"failed with {Secret}");
            span.AddException(Thrown());
#pragma warning disable CS0618 // What older code calls.
            span.RecordException(Thrown());
#pragma warning restore CS0618
        }

        host.Services.GetRequiredService<TracerProvider>().ForceFlush();

        var spans = receiver.All("/v1/traces");
        Assert.DoesNotContain(Secret, spans);
        Assert.Contains("code=*&kept_name=*", spans);
        Assert.Contains("kept value", spans);
        Assert.Contains("fp:0123456789abcdef", spans);
        Assert.Contains("friendbook-api", spans);
        Assert.Contains("token_request", spans);
        Assert.DoesNotContain("something_new", spans);
        Assert.Contains("System.InvalidOperationException", spans);
        Assert.Contains(nameof(Thrown), spans);
    }

    [Fact]
    public void Log_records_arrive_without_tokens_in_text_values_or_exceptions()
    {
        Log.Refused(host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Test"), $"http://a/cb?code={Secret}", Secret, $"Bearer {Secret}", Thrown());

        host.Services.GetRequiredService<LoggerProvider>().ForceFlush();

        var logs = receiver.All("/v1/logs");
        Assert.DoesNotContain(Secret, logs);
        Assert.Contains("Refused http://a/cb?code=*", logs);
        Assert.Contains("exception.stacktrace", logs);
        Assert.Contains(nameof(Thrown), logs);
    }

    private static InvalidOperationException Thrown()
    {
        try
        {
            throw new InvalidOperationException($"The answer was client_secret={Secret}");
        }
        catch (InvalidOperationException e)
        {
            return e;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Refused {Url} {RefreshToken} {Header}")]
        public static partial void Refused(ILogger logger, string url, string refreshToken, string header, Exception exception);
    }
}
