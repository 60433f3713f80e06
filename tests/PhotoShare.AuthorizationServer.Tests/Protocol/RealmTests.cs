using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Realms;

namespace PhotoShare.AuthorizationServer.Tests.Protocol;

/// <summary>Each realm is a server of its own, at an address that nobody can talk it out of.</summary>
public sealed class RealmTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private const string Discovery = "/.well-known/openid-configuration";

    [Theory]
    [InlineData("/realms/nobody" + Discovery)]
    [InlineData("/realms/GALLERY" + Discovery)]
    [InlineData("/realms")]
    [InlineData("/")]
    [InlineData(Discovery)]
    [InlineData("/protocol/openid-connect/auth")]
    public async Task There_is_nothing_outside_of_the_realms(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await server.Dance().Http.GetAsync(path)).StatusCode);

    [Fact]
    public async Task Issuer_and_endpoints_follow_the_public_address_whatever_the_request_says()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/realms/gallery{Discovery}");
        request.Headers.Host = "evil.example";
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        request.Headers.Add("X-Forwarded-Proto", "https");
        var document = await (await server.Dance().Http.SendAsync(request)).Content.ReadAsStringAsync();
        Assert.DoesNotContain("evil", document);
        Assert.Equal("http://as.test/realms/gallery", JsonDocument.Parse(document).RootElement.GetProperty("issuer").GetString());
        Assert.Contains("http://as.test/realms/gallery/protocol/openid-connect/ext/par/request", document);
    }

    [Fact]
    public async Task Discovery_promises_what_is_served_and_no_more()
    {
        var document = JsonDocument.Parse(await server.Dance().Http.GetStringAsync($"/realms/gallery{Discovery}")).RootElement;
        Assert.Equal(["code"], Strings("response_types_supported"));
        Assert.Equal(["authorization_code", "refresh_token"], Strings("grant_types_supported"));
        Assert.Equal(["S256"], Strings("code_challenge_methods_supported"));
        Assert.Equal(["ES256"], Strings("id_token_signing_alg_values_supported"));
        Assert.Equal(["client_secret_basic", "client_secret_post", "private_key_jwt"], Strings("token_endpoint_auth_methods_supported").Order());
        Assert.Contains("ES256", Strings("token_endpoint_auth_signing_alg_values_supported"));
        Assert.True(document.GetProperty("authorization_response_iss_parameter_supported").GetBoolean());

        string[] Strings(string name) => [.. document.GetProperty(name).EnumerateArray().Select(value => value.GetString()!)];
    }

    [Fact]
    public async Task Realms_have_keys_of_their_own()
    {
        var sets = await Task.WhenAll(((string[])[TestRealm.Gallery, TestRealm.Rotating, TestRealm.Other]).Select(realm => server.Dance().Http.GetStringAsync($"/realms/{realm}/protocol/openid-connect/certs")));
        Assert.Equal(3, sets.Distinct().Count());
        Assert.DoesNotContain(sets, set => set.Contains("\"d\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keys_and_grants_outlive_a_restart()
    {
        using var first = new ServerFixture();
        var before = first.Dance();
        var tokens = await before.TokensAsync("openid photos.read offline_access");
        var keys = await before.Http.GetStringAsync($"{before.Issuer}/protocol/openid-connect/certs");

        using var second = first.Restarted();
        var after = second.Dance();
        Assert.Equal(keys, await after.Http.GetStringAsync($"{after.Issuer}/protocol/openid-connect/certs"));
        Assert.Equal("True", (await after.IntrospectAsync(tokens["access_token"]!))["active"]);
        (await after.RefreshAsync(tokens["refresh_token"]!)).Succeeded();
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080")]
    [InlineData("https://login.example:443/", "https://login.example")]
    [InlineData("https://login.example/auth/", "https://login.example/auth")]
    [InlineData("http://[::1]:8080", "http://[::1]:8080")]
    public void The_public_address_is_written_as_clients_will_compare_it(string given, string expected) => Assert.Equal(expected, new PublicAddress(given).Url);

    [Theory]
    [InlineData("login.example")]
    [InlineData("ftp://login.example")]
    [InlineData("https://login.example/?x=1")]
    [InlineData("http://127.0.0.1:0")]
    public void What_can_be_no_issuer_is_refused(string given) => Assert.Contains("--public-url", Assert.Throws<SetupException>(() => new PublicAddress(given)).Message);

    [Theory]
    [InlineData("/auth/realms/gallery/x")]
    [InlineData("/realms/gallery/x")]
    public async Task Behind_a_proxy_the_public_path_may_be_kept_or_taken_off(string path)
    {
        HttpRequest? seen = null;
        var gallery = new Realm { Name = "gallery" };
        var routing = new RealmRouting(context => { seen = context.Request; return Task.CompletedTask; }, new RealmCatalog([gallery]), new CurrentRealm(), new PublicAddress("https://login.example/auth"));
        await routing.InvokeAsync(new DefaultHttpContext { Request = { Path = path, Host = new HostString("10.0.0.7") } });
        Assert.Equal(("https", "login.example", "/auth/realms/gallery", "/x"), (seen!.Scheme, seen.Host.Value, seen.PathBase.Value, seen.Path.Value));
    }
}
