using System.Text.Json.Nodes;
using PhotoShare.Contract.Tests.Clients;

namespace PhotoShare.Contract.Tests.Servers;

/// <summary>Copies of friendbook that differ in one thing, so that a test needn't wait for a minute or change what others see.</summary>
internal static class Variants
{
    /// <summary>Refresh tokens rotate, and a used one ends the family.</summary>
    public const string Rotating = "rotating";

    /// <summary>Codes live for a second, pushed requests for five.</summary>
    public const string Hasty = "hasty";

    /// <summary>Access tokens live for two seconds.</summary>
    public const string Brief = "brief";

    /// <summary>More clients: a second connecting one with its keys in the file, and two that prove themselves by a secret.</summary>
    public const string Crowded = "crowded";

    /// <summary>The key of the client <c>second</c>, whose key set stands in the realm file.</summary>
    public static ClientKey SecondKey { get; } = new();

    /// <summary>The secret of the client <c>secretive</c>: with characters that form-encoding changes (RFC 6749 section 2.3.1).</summary>
    public const string Secret = "s3cret+with/odd:characters=%";

    public static IReadOnlyDictionary<string, Action<JsonObject>> All { get; } = new Dictionary<string, Action<JsonObject>>
    {
        [Rotating] = realm =>
        {
            realm["revokeRefreshToken"] = true;
            realm["refreshTokenMaxReuse"] = 0;
        },
        [Hasty] = realm =>
        {
            realm["accessCodeLifespan"] = 1;
            realm["attributes"]!["parRequestUriLifespan"] = "5";
        },
        [Brief] = realm => Client(realm, "photoshare")["attributes"]!["access.token.lifespan"] = "2",
        [Crowded] = realm =>
        {
            var clients = realm["clients"]!.AsArray();
            clients.Add(Second(Client(realm, "photoshare").DeepClone()));
            clients.Add(Secretive(Client(realm, "photoshare").DeepClone()));
        },
    };

    private static JsonNode Client(JsonObject realm, string id) =>
        realm["clients"]!.AsArray().Single(client => (string?)client!["clientId"] == id)!;

    private static JsonNode Second(JsonNode client)
    {
        client["clientId"] = "second";
        client["redirectUris"] = new JsonArray("${PHOTOSHARE_WEB_URL}/second/callback");
        var attributes = client["attributes"]!.AsObject();
        attributes.Remove("use.jwks.url");
        attributes.Remove("jwks.url");
        attributes["use.jwks.string"] = "true";
        attributes["jwks.string"] = SecondKey.PublicKeySet;
        return client;
    }

    private static JsonNode Secretive(JsonNode client)
    {
        client["clientId"] = "secretive";
        client["redirectUris"] = new JsonArray("${PHOTOSHARE_WEB_URL}/secretive/callback");
        client["clientAuthenticatorType"] = "client-secret";
        client["secret"] = Secret;
        var attributes = client["attributes"]!.AsObject();
        foreach (var name in new[] { "use.jwks.url", "jwks.url", "token.endpoint.auth.signing.alg", "require.pushed.authorization.requests" })
            attributes.Remove(name);
        return client;
    }
}
