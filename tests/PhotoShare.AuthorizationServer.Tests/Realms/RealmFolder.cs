using System.Text.Json.Nodes;
using PhotoShare.AuthorizationServer.Realms;

namespace PhotoShare.AuthorizationServer.Tests.Realms;

/// <summary>A folder of realm files of the test's own, deleted after it.</summary>
public sealed class RealmFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("realms-").FullName;

    public Dictionary<string, string?> Environment { get; } = [];

    public RealmCatalog Load() => RealmCatalog.Load([Path], name => Environment.GetValueOrDefault(name));

    /// <summary>The problems that loading reports, as <c>path: message</c>.</summary>
    public IReadOnlyList<RealmProblem> Problems()
    {
        try
        {
            Load();
            return [];
        }
        catch (RealmFileException exception)
        {
            return exception.Problems;
        }
    }

    public void Write(string file, string json) => File.WriteAllText(System.IO.Path.Combine(Path, file), json);

    /// <summary>Writes a realm that is served, with one thing changed.</summary>
    public void WriteRealm(Action<JsonObject>? change = null)
    {
        var realm = JsonNode.Parse(Served)!.AsObject();
        change?.Invoke(realm);
        Write("sea-realm.json", realm.ToJsonString());
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private const string Served =
        """
        {
          "realm": "sea", "enabled": true, "displayName": "The Sea", "accessTokenLifespan": 120,
          "attributes": { "photoshare.colour": "#1f5fbf", "parRequestUriLifespan": "30" },
          "clientScopes": [ { "name": "basic", "protocol": "openid-connect", "attributes": { "display.on.consent.screen": "false" } },
            { "name": "photos.read", "protocolMappers": [ { "name": "audience", "protocolMapper": "oidc-audience-mapper", "config": { "included.client.audience": "sea-api" } } ] } ],
          "defaultDefaultClientScopes": [ "basic" ],
          "clients": [ { "clientId": "boat", "secret": "a secret of the boat", "redirectUris": [ "http://boat.example/callback" ], "attributes": {} } ],
          "users": [ { "username": "ada", "enabled": true, "credentials": [ { "type": "password", "value": "demo-ada" } ] } ],
          "identityProviders": [ { "alias": "land", "providerId": "oidc", "config": {
            "issuer": "http://land.example", "authorizationUrl": "http://land.example/auth", "tokenUrl": "http://land.example/token", "jwksUrl": "http://land.example/certs",
            "useJwksUrl": "true", "validateSignature": "true", "clientId": "sea", "clientAuthMethod": "private_key_jwt", "defaultScope": "openid", "pkceEnabled": "true", "pkceMethod": "S256" } } ]
        }
        """;
}
