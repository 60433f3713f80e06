using System.Text.Json;

namespace PhotoShare.AuthorizationServer.Tests.Protocol;

/// <summary>The realm files of these tests: <c>gallery</c>, <c>rotating</c> (refresh tokens rotate) and <c>other</c>.</summary>
internal static class TestRealm
{
    public const string Gallery = "gallery";
    public const string Rotating = "rotating";
    public const string Other = "other";

    public const string Callback = "http://client.test/callback";
    public const string LoggedOut = "http://client.test/bye";
    public const string Secret = "a secret: with+signs & more%";

    public static void Write(string folder, ClientKey key)
    {
        foreach (var name in (string[])[Gallery, Rotating, Other])
            File.WriteAllText(Path.Combine(folder, $"{name}-realm.json"), JsonSerializer.Serialize(Realm(name, key)));
    }

    private static object Realm(string name, ClientKey key) => new
    {
        realm = name,
        enabled = true,
        displayName = name,
        defaultSignatureAlgorithm = "ES256",
        accessTokenLifespan = 300,
        accessCodeLifespan = 60,
        revokeRefreshToken = name == Rotating,
        refreshTokenMaxReuse = 0,
        attributes = new Dictionary<string, string> { ["parRequestUriLifespan"] = "60" },
        clientScopes = (object[])
        [
            Scope("basic", shown: false, new { name = "sub", protocol = "openid-connect", protocolMapper = "oidc-sub-mapper", config = Config("access.token.claim") }),
            Scope("profile", shown: true, Mapper("preferred_username", "username", "id.token.claim", "userinfo.token.claim")),
            Scope("photos.read", shown: true, new { name = "audience", protocol = "openid-connect", protocolMapper = "oidc-audience-mapper", config = new Dictionary<string, string> { ["included.client.audience"] = "photo-api", ["access.token.claim"] = "true" } }),
            Scope("photos.write", shown: true),
            Scope("offline_access", shown: true),
        ],
        clients = (object[])
        [
            Client("web", "client-jwt", consent: true, new() { ["use.jwks.string"] = "true", ["jwks.string"] = key.PublicSet, ["token.endpoint.auth.signing.alg"] = "ES256", ["require.pushed.authorization.requests"] = "true", ["pkce.code.challenge.method"] = "S256", ["access.token.header.type.rfc9068"] = "true", ["post.logout.redirect.uris"] = LoggedOut }),
            Client("second", "client-jwt", consent: false, new() { ["use.jwks.string"] = "true", ["jwks.string"] = key.PublicSet, ["token.endpoint.auth.signing.alg"] = "ES256", ["pkce.code.challenge.method"] = "S256", ["access.token.header.type.rfc9068"] = "true" }),
            Client("secretive", "client-secret", consent: false, new() { ["pkce.code.challenge.method"] = "S256", ["access.token.header.type.rfc9068"] = "true" }),
            new { clientId = "photo-api", enabled = true, clientAuthenticatorType = "client-secret", secret = Secret, standardFlowEnabled = false, implicitFlowEnabled = false, directAccessGrantsEnabled = false, serviceAccountsEnabled = false, fullScopeAllowed = false },
        ],
        scopeMappings = (object[])[new { clientScope = "offline_access", roles = (string[])["offline_access"] }],
        users = (object[])
        [
            new { id = "ada-id", username = "ada", enabled = true, firstName = "Ada", lastName = "Lovelace", email = "ada@example.test", credentials = (object[])[new { type = "password", value = "demo-ada" }], realmRoles = (string[])[$"default-roles-{name}"] },
            new { id = "eve-id", username = "eve", enabled = true, firstName = "Eve", lastName = "Elsewhere", email = "eve@example.test", credentials = (object[])[new { type = "password", value = "demo-eve" }], realmRoles = Array.Empty<string>() },
            new { id = "ben-id", username = "ben", enabled = true, firstName = "Ben", lastName = "Franklin", email = "ben@example.test", credentials = (object[])[new { type = "password", value = "demo-ben" }], realmRoles = (string[])[$"default-roles-{name}"] },
        ],
    };

    private static object Client(string id, string authenticator, bool consent, Dictionary<string, string> attributes) => new
    {
        clientId = id,
        name = id,
        enabled = true,
        clientAuthenticatorType = authenticator,
        secret = authenticator == "client-secret" ? Secret : null,
        standardFlowEnabled = true,
        implicitFlowEnabled = false,
        directAccessGrantsEnabled = false,
        serviceAccountsEnabled = false,
        fullScopeAllowed = false,
        consentRequired = consent,
        redirectUris = (string[])[Callback],
        attributes,
        defaultClientScopes = (string[])["basic"],
        optionalClientScopes = (string[])["profile", "photos.read", "photos.write", "offline_access"],
    };

    private static object Scope(string name, bool shown, params object[] mappers) => new
    {
        name,
        protocol = "openid-connect",
        attributes = new Dictionary<string, string> { ["include.in.token.scope"] = shown ? "true" : "false", ["display.on.consent.screen"] = shown ? "true" : "false", ["consent.screen.text"] = $"Text of {name}" },
        protocolMappers = mappers,
    };

    private static object Mapper(string claim, string attribute, params string[] targets) => new
    {
        name = claim,
        protocol = "openid-connect",
        protocolMapper = "oidc-usermodel-attribute-mapper",
        config = new Dictionary<string, string>(Config(targets)) { ["claim.name"] = claim, ["user.attribute"] = attribute, ["jsonType.label"] = "String" },
    };

    private static Dictionary<string, string> Config(params string[] targets) => targets.ToDictionary(target => target, _ => "true");
}
