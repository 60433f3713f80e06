using System.Text.Json.Nodes;
using PhotoShare.Contract.Tests.Servers;

namespace PhotoShare.Contract.Tests;

/// <summary>What a realm says of itself (RFC 8414, OpenID Connect Discovery; threats 17, 43).</summary>
public abstract class DiscoveryTests(AuthorizationServerUnderTest server) : ContractTests(server)
{
    public sealed class OnKeycloak(KeycloakServer server) : DiscoveryTests(server);

    public sealed class OnEmbedded(EmbeddedServer server) : DiscoveryTests(server);

    [Theory]
    [InlineData("photoshare")]
    [InlineData("friendbook")]
    [InlineData("instapic")]
    public async Task A_realm_names_itself_and_its_endpoints_at_its_own_address(string realm)
    {
        var description = await Server.DiscoverAsync(realm);
        Assert.Equal(Server.Issuer(realm), (string?)description["issuer"]);
        foreach (var (name, path) in new Dictionary<string, string>
        {
            ["authorization_endpoint"] = "auth",
            ["token_endpoint"] = "token",
            ["userinfo_endpoint"] = "userinfo",
            ["end_session_endpoint"] = "logout",
            ["jwks_uri"] = "certs",
            ["revocation_endpoint"] = "revoke",
            ["introspection_endpoint"] = "token/introspect",
            ["pushed_authorization_request_endpoint"] = "ext/par/request",
        })
            Assert.Equal($"{Server.Issuer(realm)}/protocol/openid-connect/{path}", (string?)description[name]);
    }

    [Fact]
    public async Task A_realm_says_what_it_can_do()
    {
        var description = await Server.DiscoverAsync("friendbook");
        Assert.Contains("code", Values(description, "response_types_supported"));
        Assert.Contains("S256", Values(description, "code_challenge_methods_supported"));
        Assert.Contains("private_key_jwt", Values(description, "token_endpoint_auth_methods_supported"));
        Assert.Contains("ES256", Values(description, "token_endpoint_auth_signing_alg_values_supported"));
        Assert.Contains("ES256", Values(description, "id_token_signing_alg_values_supported"));
        Assert.Contains("photos.read", Values(description, "scopes_supported"));
        Assert.Equal("true", description["authorization_response_iss_parameter_supported"]!.ToJsonString());
    }

    [Fact]
    public async Task Each_realm_has_keys_of_its_own_and_shows_no_private_part()
    {
        var ids = new List<string>();
        foreach (var realm in new[] { "photoshare", "friendbook", "instapic" })
        {
            var keys = JsonNode.Parse(await Server.Http.GetStringAsync(await Server.EndpointAsync(realm, "jwks_uri")))!["keys"]!.AsArray();
            Assert.All(keys, key => Assert.Null(key!["d"]));
            Assert.All(keys, key => Assert.NotEqual("oct", (string?)key!["kty"]));
            Assert.Contains(keys, key => (string?)key!["alg"] == "ES256" && (string?)key["crv"] == "P-256");
            ids.AddRange(keys.Select(key => (string)key!["kid"]!));
        }

        Assert.Equal(ids.Distinct(), ids);
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("X-Forwarded-Host", "evil.example")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Forwarded-Prefix", "/evil")]
    [InlineData("Forwarded", "host=evil.example;proto=https")]
    public async Task The_issuer_is_the_same_whatever_a_request_says_of_host_and_proxies(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Server.Discovery("friendbook"));
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await Server.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.DoesNotContain("evil", text);
        // Refusing a host that one does not know is as good.
        if (response.IsSuccessStatusCode) Assert.Equal(Server.Issuer("friendbook"), (string?)JsonNode.Parse(text)!["issuer"]);
    }

    [Fact]
    public async Task A_realm_that_is_not_there_is_not_found()
    {
        using var response = await Server.Http.GetAsync(Server.Discovery("nowhere"));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, response.StatusCode);
    }

    private static IEnumerable<string?> Values(JsonObject description, string name) => description[name]!.AsArray().Select(value => (string?)value);
}
