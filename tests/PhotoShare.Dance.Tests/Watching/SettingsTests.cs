using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry.Instrumentation.AspNetCore;
using PhotoShare.Dance.Tests.Hosting;
using PhotoShare.Dance.Watching;

namespace PhotoShare.Dance.Tests.Watching;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("--issuer https://a.example --issuer https://b.example/realms/x", "--Dance:Issuers:0=https://a.example --Dance:Issuers:1=https://b.example/realms/x")]
    [InlineData("--issuer=https://a.example --urls http://127.0.0.1:0", "--Dance:Issuers:0=https://a.example --urls http://127.0.0.1:0")]
    [InlineData("--issuer", "--Dance:Issuers:0=")]
    public void Each_issuer_of_the_command_line_is_a_setting(string arguments, string settings)
    {
        Assert.Equal(settings, string.Join(' ', WatchingSetup.Settings(arguments.Split(' '))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("login.example")]
    [InlineData("ftp://login.example")]
    [InlineData("https://login.example/?realm=x")]
    [InlineData("https://me@login.example")]
    public void What_is_no_issuer_stops_the_start_and_the_option_is_named(string issuer)
    {
        var thrown = Assert.ThrowsAny<Exception>(() => new DanceHost(new() { ["Dance:Issuers:0"] = issuer }));
        Assert.Contains("Set --issuer (Dance:Issuers)", thrown.ToString());
    }

    [Fact]
    public async Task The_first_page_says_what_to_set_with_its_own_address_and_that_an_issuer_is_away()
    {
        var away = $"http://127.0.0.1:{TestPorts.One()}/realms/x";
        await using var dance = new DanceHost(new() { ["Dance:Issuers:0"] = away });
        using var answer = await dance.GetAsync("/");
        var page = await answer.Content.ReadAsStringAsync();
        var address = dance.Address.ToString().TrimEnd('/');
        Assert.Contains($"KC_TRACING_ENDPOINT={address}\n", page.ReplaceLineEndings("\n"));
        Assert.Contains("KC_TRACING_ENABLED=true", page);
        Assert.Contains("KC_TRACING_PROTOCOL=http/protobuf", page);
        Assert.Contains($"OTEL_EXPORTER_OTLP_ENDPOINT={address} ", page);
        Assert.Contains($"<code>{away}</code> is not watched yet", page);
    }

    [Theory]
    [InlineData("/v1/traces", false)]
    [InlineData("/events", false)]
    [InlineData("/dances/0123456789abcdef0123456789abcdef/events", false)]
    [InlineData("/dances/0123456789abcdef0123456789abcdef", true)]
    [InlineData("/", true)]
    public async Task What_is_open_as_long_as_somebody_watches_makes_no_spans(string path, bool isTraced)
    {
        await using var dance = new DanceHost();
        var tracing = dance.Services.GetRequiredService<IOptionsMonitor<AspNetCoreTraceInstrumentationOptions>>().CurrentValue;
        Assert.Equal(isTraced, tracing.Filter!(new DefaultHttpContext { Request = { Path = path } }));
    }
}
