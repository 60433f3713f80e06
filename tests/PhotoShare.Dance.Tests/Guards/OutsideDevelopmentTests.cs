using System.Net;
using Microsoft.Extensions.Options;
using PhotoShare.Dance.Tests.Hosting;

namespace PhotoShare.Dance.Tests.Guards;

public sealed class OutsideDevelopmentTests
{
    private static readonly Dictionary<string, string?> Allowed = new()
    {
        ["Environment"] = "Production",
        ["Dance:AllowOutsideDevelopment"] = "true",
        ["Dance:OtlpKey"] = "the-key",
        ["Dance:SignIn:Issuer"] = "http://127.0.0.1:1/realms/x",
        ["Dance:SignIn:ClientId"] = "dance",
        ["Dance:SignIn:ClientSecret"] = "secret",
        ["Dance:SignIn:Role"] = "watcher",
    };

    [Fact]
    public void It_does_not_start()
    {
        var refused = Assert.Throws<OptionsValidationException>(() => new DanceHost(new() { ["Environment"] = "Production" }));
        Assert.Contains("Dance:AllowOutsideDevelopment", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Dance:OtlpKey")]
    [InlineData("Dance:SignIn:Issuer")]
    [InlineData("Dance:SignIn:ClientId")]
    [InlineData("Dance:SignIn:ClientSecret")]
    [InlineData("Dance:SignIn:Role")]
    public void Told_to_it_names_what_is_missing(string key)
    {
        var refused = Assert.Throws<OptionsValidationException>(() => new DanceHost(new(Allowed) { [key] = "" }));
        Assert.Contains(key, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_issuer_without_TLS_is_refused()
    {
        var refused = Assert.Throws<OptionsValidationException>(() => new DanceHost(new(Allowed) { ["Dance:SignIn:Issuer"] = "http://login.example/realms/x" }));
        Assert.Contains("Dance:SignIn:Issuer", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://login.example/realms/x/.well-known/openid-configuration")]
    [InlineData("http://10.0.0.7/realms/x/.well-known/openid-configuration")]
    [InlineData("/realms/x")]
    public void Metadata_without_TLS_beyond_the_own_network_is_refused(string address)
    {
        var refused = Assert.Throws<OptionsValidationException>(() => new DanceHost(new(Allowed) { ["Dance:SignIn:MetadataAddress"] = address }));
        Assert.Contains("Dance:SignIn:MetadataAddress", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Told_to_it_says_so_and_lets_health_and_spans_through_without_sign_in()
    {
        using var dance = new DanceHost(Allowed);
        Assert.Contains(dance.Log, line => line.StartsWith("Warning:", StringComparison.Ordinal) && line.Contains("runs in Production", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await dance.GetAsync("/health")).StatusCode);
        using var withoutKey = await dance.PostAsync([]);
        Assert.Equal(HttpStatusCode.Unauthorized, withoutKey.StatusCode);
        using var withKey = await dance.PostAsync([], request => request.Headers.Add("x-otlp-api-key", "the-key"));
        Assert.Equal(HttpStatusCode.OK, withKey.StatusCode);
    }
}
