using PhotoShare.Dance.PassingOn;
using PhotoShare.Dance.Tests.Hosting;
using Microsoft.Extensions.Configuration;

namespace PhotoShare.Dance.Tests.PassingOn;

/// <summary>To another Dance, which takes OTLP as the dashboard does.</summary>
public sealed class PassingOnTests
{
    private const string Key = "the-dashboards-key";

    [Theory]
    [InlineData("grpc")]
    [InlineData("http/protobuf")]
    public async Task Spans_of_the_services_that_are_named_go_on_to_the_dashboard(string protocol)
    {
        using var dashboard = new DanceHost(new() { ["Dance:OtlpKey"] = Key });
        using var dance = new DanceHost(new()
        {
            ["Dance:PassOn"] = "keycloak, other",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = (protocol == "grpc" ? dashboard.GrpcAddress : dashboard.Address).AbsoluteUri,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol,
            ["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={Key}",
        });
        var (keycloak, web, last) = (Otlp.Span("of Keycloak", ("url.query", "code=abc")), Otlp.Span("of Web"), Otlp.Span("last"));
        using var sender = new GrpcSender(dance);
        await sender.SendAsync(Otlp.Export("web", web));
        await sender.SendAsync(Otlp.Export("keycloak", keycloak));
        await sender.SendAsync(Otlp.Export("other", last));

        var passed = Assert.Single(await dashboard.KeptAsync(keycloak.TraceId.Hex()));
        Assert.Equal(("keycloak", "of Keycloak", "io.quarkus.opentelemetry"), (passed.Service, passed.Name, passed.Scope));
        Assert.StartsWith("fp:", passed["oauth.hop.sent.code"], StringComparison.Ordinal);
        await dashboard.KeptAsync(last.TraceId.Hex());
        Assert.Empty(dashboard.Book.Spans(web.TraceId.Hex()));
    }

    [Fact]
    public async Task While_the_dashboard_is_away_everything_else_goes_on()
    {
        using var dance = new DanceHost(new() { ["Dance:PassOn"] = "keycloak", ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1" });
        using var sender = new GrpcSender(dance);
        var span = Otlp.Span("kept");
        await sender.SendAsync(Otlp.Export("keycloak", span));
        Assert.Single(await dance.KeptAsync(span.TraceId.Hex()));
    }

    [Fact]
    public void A_span_that_was_joined_says_where_it_was()
    {
        var record = Keeping.Books.Span(Keeping.Books.TraceId(), DateTimeOffset.UnixEpoch.AddYears(50)) with
        {
            ParentSpanId = "00000000000000aa",
            OriginalTraceId = Keeping.Books.TraceId(),
            OriginalParentSpanId = "",
            Attributes = new Dictionary<string, string> { ["http.response.status_code"] = "302" },
        };
        var span = Assert.Single(Exports.Of([record]).ResourceSpans[0].ScopeSpans[0].Spans);
        Assert.Equal((record.TraceId, record.SpanId, record.ParentSpanId), (span.TraceId.Hex(), span.SpanId.Hex(), span.ParentSpanId.Hex()));
        Assert.Equal(302, span.Attributes[0].Value.IntValue);
        Assert.Equal(("oauth.join.original_trace_id", record.OriginalTraceId), (span.Attributes[1].Key, span.Attributes[1].Value.StringValue));
        Assert.Equal(2, span.Attributes.Count);
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "18889")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json")]
    public void A_wrong_variable_is_named(string name, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1", [name] = value }).Build();
        Assert.Contains(name, Assert.Throws<InvalidOperationException>(() => DashboardAddress.Parse(configuration)).Message, StringComparison.Ordinal);
    }
}
