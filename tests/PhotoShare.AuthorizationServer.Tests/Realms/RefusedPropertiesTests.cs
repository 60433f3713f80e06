using System.Text.Json.Nodes;

namespace PhotoShare.AuthorizationServer.Tests.Realms;

/// <summary>What would change security and isn't served stops the start. Each line is a refusal, with the JSON path that it must name.</summary>
public sealed class RefusedPropertiesTests : IDisposable
{
    private readonly RealmFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Realm_without_changes_is_served()
    {
        folder.WriteRealm();
        Assert.Empty(folder.Problems());
    }

    [Theory]
    [InlineData("$.somethingNew", "1")]
    [InlineData("$.sslRequired", "\"sometimes\"")]
    [InlineData("$.clients[0].attributes['access.token.header.type.rfc9068']", "\"false\"")]
    [InlineData("$.clients[0].attributes['access.token.signed.response.alg']", "\"none\"")]
    [InlineData("$.clients[0].attributes['backchannel.logout.url']", "\"http://boat.example/\"")]
    [InlineData("$.registrationAllowed", "true")]
    [InlineData("$.resetPasswordAllowed", "true")]
    [InlineData("$.rememberMe", "true")]
    [InlineData("$.bruteForceProtected", "false")]
    [InlineData("$.permanentLockout", "true")]
    [InlineData("$.accessTokenLifespan", "0")]
    [InlineData("$.accessCodeLifespan", "\"soon\"")]
    [InlineData("$.defaultSignatureAlgorithm", "\"HS256\"")]
    [InlineData("$.defaultSignatureAlgorithm", "\"none\"")]
    [InlineData("$.browserFlow", "\"my flow\"")]
    [InlineData("$.authenticationFlows", "[]")]
    [InlineData("$.requiredActions", "[]")]
    [InlineData("$.groups", "[]")]
    [InlineData("$.passwordPolicy", "\"length(12)\"")]
    [InlineData("$.attributes.frontendUrl", "\"https://evil.example\"")]
    [InlineData("$.attributes.parRequestUriLifespan", "\"3600\"")]
    [InlineData("$.attributes['photoshare.colour']", "\"red; } body { display: none\"")]
    [InlineData("$.attributes['photoshare.colour']", "\"#ffff00\"")]
    [InlineData("$.clients[0].publicClient", "true")]
    [InlineData("$.clients[0].implicitFlowEnabled", "true")]
    [InlineData("$.clients[0].directAccessGrantsEnabled", "true")]
    [InlineData("$.clients[0].serviceAccountsEnabled", "true")]
    [InlineData("$.clients[0].clientAuthenticatorType", "\"client-x509\"")]
    [InlineData("$.clients[0].secret", "\"\"")]
    [InlineData("$.clients[0].protocol", "\"saml\"")]
    [InlineData("$.clients[0].webOrigins", "[\"+\"]")]
    [InlineData("$.clients[0].redirectUris[0]", "\"http://boat.example/*\"")]
    [InlineData("$.clients[0].redirectUris[0]", "\"/callback\"")]
    [InlineData("$.clients[0].redirectUris[0]", "\"javascript:alert(1)\"")]
    [InlineData("$.clients[0].redirectUris[0]", "\"http://boat.example/#fragment\"")]
    [InlineData("$.clients[0].attributes['post.logout.redirect.uris']", "\"+\"")]
    [InlineData("$.clients[0].attributes['pkce.code.challenge.method']", "\"plain\"")]
    [InlineData("$.clients[0].attributes['dpop.bound.access.tokens']", "\"true\"")]
    [InlineData("$.clients[0].attributes['tls.client.certificate.bound.access.tokens']", "\"true\"")]
    [InlineData("$.clients[0].attributes['exclude.issuer.from.auth.response']", "\"true\"")]
    [InlineData("$.clients[0].attributes['something.new']", "\"x\"")]
    [InlineData("$.clientScopes[0].name", "\"two words\"")]
    [InlineData("$.clientScopes[1].protocolMappers[0].protocolMapper", "\"oidc-script-based-protocol-mapper\"")]
    [InlineData("$.clientScopes[1].protocolMappers[0].config['something.new']", "\"x\"")]
    [InlineData("$.users[0].requiredActions", "[\"UPDATE_PASSWORD\"]")]
    [InlineData("$.users[0].credentials[0].type", "\"otp\"")]
    [InlineData("$.users[0].credentials[0].temporary", "true")]
    [InlineData("$.identityProviders[0].providerId", "\"saml\"")]
    [InlineData("$.identityProviders[0].config.validateSignature", "\"false\"")]
    [InlineData("$.identityProviders[0].config.pkceEnabled", "\"false\"")]
    [InlineData("$.identityProviders[0].config.pkceMethod", "\"plain\"")]
    [InlineData("$.identityProviders[0].config.jwksUrl", "\"file:///etc/passwd\"")]
    public void Refused(string path, string value)
    {
        folder.WriteRealm(realm => Set(realm, path, JsonNode.Parse(value)));
        Assert.Equal(path, Assert.Single(folder.Problems()).Path);
    }

    [Theory]
    [InlineData("$.loginTheme", "\"my-theme\"")]
    [InlineData("$.localizationTexts", "{ \"en\": { \"a\": \"b\" } }")]
    [InlineData("$.eventsEnabled", "true")]
    [InlineData("$.clients[0].baseUrl", "\"http://boat.example\"")]
    [InlineData("$.clients[0].attributes.logoUri", "\"http://boat.example/logo.png\"")]
    [InlineData("$.users[0].createdTimestamp", "1")]
    public void Harmless(string path, string value)
    {
        folder.WriteRealm(realm => Set(realm, path, JsonNode.Parse(value)));
        Assert.Empty(folder.Problems());
    }

    [Theory]
    [InlineData("$.clients[0]", "secret is missing")]
    [InlineData("$.identityProviders[0].config", "clientSecret is missing")]
    [InlineData("$.users[0].credentials[0]", "needs value")]
    public void Means_of_proof_must_be_there(string path, string message)
    {
        folder.WriteRealm(realm =>
        {
            realm["clients"]![0]!.AsObject().Remove("secret");
            realm["users"]![0]!["credentials"]![0]!.AsObject().Remove("value");
            realm["identityProviders"]![0]!["config"]!["clientAuthMethod"] = "client_secret_post";
        });
        var problem = Assert.Single(folder.Problems(), problem => problem.Path == path);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scope_that_nothing_declares_is_named()
    {
        folder.WriteRealm(realm => realm["clients"]![0]!["optionalClientScopes"] = new JsonArray("photos.read", "photos.wirte"));
        Assert.Equal("$.clients[0].optionalClientScopes[1]", Assert.Single(folder.Problems()).Path);
    }

    [Fact]
    public void Key_set_of_a_client_must_be_public()
    {
        folder.WriteRealm(realm => realm["clients"]![0] = JsonNode.Parse(
            """
            { "clientId": "boat", "clientAuthenticatorType": "client-jwt", "attributes": { "use.jwks.string": "true",
              "jwks.string": "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\",\"d\":\"AA\"}]}" } }
            """));
        Assert.Equal("$.clients[0].attributes['jwks.string']", Assert.Single(folder.Problems()).Path);
    }

    [Fact]
    public void All_problems_of_all_files_are_named_at_once()
    {
        folder.WriteRealm(realm =>
        {
            realm["rememberMe"] = true;
            realm["clients"]![0]!["implicitFlowEnabled"] = true;
        });
        folder.Write("lake-realm.json", """{ "realm": "lake", "editUsernameAllowed": true, "groups": [] }""");
        Assert.Equal(["$.groups", "$.clients[0].implicitFlowEnabled", "$.rememberMe"], folder.Problems().Select(problem => problem.Path));
    }

    [Fact]
    public void Nothing_of_a_client_that_is_not_enabled_is_looked_at()
    {
        folder.WriteRealm(realm => realm["clients"]!.AsArray().Add(JsonNode.Parse("""{ "clientId": "admin-cli", "enabled": false, "publicClient": true, "directAccessGrantsEnabled": true }""")));
        Assert.Empty(folder.Problems());
    }

    private static void Set(JsonNode node, string path, JsonNode? value)
    {
        var names = new Queue<string>(Split(path));
        while (names.Count > 1) node = Step(node, names.Dequeue())!;
        if (node is JsonArray array) array[int.Parse(names.Dequeue(), System.Globalization.CultureInfo.InvariantCulture)] = value;
        else node[names.Dequeue()] = value;
    }

    private static JsonNode? Step(JsonNode node, string name) => node is JsonArray array ? array[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)] : node[name];

    // "$.clients[0].attributes['a.b']" → clients, 0, attributes, a.b
    private static IEnumerable<string> Split(string path) =>
        System.Text.RegularExpressions.Regex.Matches(path, @"\.(?<n>\w+)|\['(?<n>[^']+)'\]|\[(?<n>\d+)\]").Select(match => match.Groups["n"].Value);
}
