using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PhotoShare.AuthorizationServer.Brokering;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Protocol.Clients;
using PhotoShare.AuthorizationServer.Realms;
using PhotoShare.AuthorizationServer.Storage;
using PhotoShare.AuthorizationServer.Tests.Brokering;

namespace PhotoShare.AuthorizationServer.Tests.SignIn;

/// <summary>The whole server in this process with realms <c>sea</c> and <c>lake</c>, and an identity provider <c>land</c> of the test's own.</summary>
public sealed class PeopleServer : WebApplicationFactory<Program>
{
    public const string Address = "http://as.test";

    private readonly string folder = Directory.CreateTempSubdirectory("photoshare-people-").FullName;

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.UnixEpoch.AddYears(60));

    public string EnvironmentName { get; init; } = "Development";

    /// <summary>Changes the realm <c>sea</c> before the server starts.</summary>
    public Action<JsonObject> Change { get; init; } = _ => { };

    internal FakeProvider Provider { get; } = new();

    internal Browser Browser() => new(CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false, BaseAddress = new Uri(Address) }));

    /// <summary>Looks into the database of a realm.</summary>
    internal async Task<T> InAsync<T>(string realm, Func<RealmDatabase, Task<T>> look)
    {
        using var _ = Services.GetRequiredService<CurrentRealm>().Enter(Services.GetRequiredService<RealmCatalog>().Find(realm)!);
        await using var scope = Services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<RealmDatabase>());
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        var sea = JsonNode.Parse(Sea)!.AsObject();
        Change(sea);
        File.WriteAllText(Path.Combine(folder, "sea-realm.json"), sea.ToJsonString());
        File.WriteAllText(Path.Combine(folder, "lake-realm.json"), JsonSerializer.Serialize(new { realm = "lake", enabled = true }));
        builder.UseSetting("realms", folder).UseSetting("public-url", Address).UseSetting("DataDirectory", Path.Combine(folder, "data")).UseSetting("allow-production", "true");
        builder.UseEnvironment(EnvironmentName);
        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureServices(services =>
        {
            services.AddSingleton<TimeProvider>(Time);
            foreach (var name in (string[])[ProviderClient.HttpClientName, ClientKeys.HttpClientName])
                services.AddHttpClient(name).ConfigurePrimaryHttpMessageHandler(() => Provider);
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private const string Sea =
        """
        {
          "realm": "sea", "enabled": true, "displayName": "The Sea", "attributes": { "photoshare.colour": "#1f5fbf" }, "defaultSignatureAlgorithm": "ES256",
          "failureFactor": 5, "waitIncrementSeconds": 60, "maxFailureWaitSeconds": 900, "ssoSessionIdleTimeout": 1800, "ssoSessionMaxLifespan": 36000,
          "clientScopes": [ { "name": "basic" } ], "defaultDefaultClientScopes": [ "basic" ],
          "clients": [ { "clientId": "boat", "name": "<script>alert(1)</script>", "secret": "s", "fullScopeAllowed": false, "consentRequired": false,
            "redirectUris": [ "http://boat.test/callback" ], "attributes": { "pkce.code.challenge.method": "S256" } } ],
          "users": [
            { "id": "ada-id", "username": "Ada", "enabled": true, "email": "ada@land.test", "credentials": [ { "type": "password", "value": "demo-ada" } ] },
            { "id": "ben-id", "username": "ben", "enabled": true, "credentials": [ { "type": "password", "value": "demo-ben" } ] },
            { "id": "old-id", "username": "old", "enabled": false, "credentials": [ { "type": "password", "value": "demo-old" } ] } ],
          "identityProviders": [ { "alias": "land", "displayName": "The Land", "providerId": "oidc", "enabled": true, "config": {
            "issuer": "http://land.test", "authorizationUrl": "http://land.test/auth", "tokenUrl": "http://land.test/token", "jwksUrl": "http://land.test/certs", "userInfoUrl": "http://land.test/userinfo",
            "useJwksUrl": "true", "validateSignature": "true", "clientId": "sea", "clientSecret": "the secret of the sea", "clientAuthMethod": "private_key_jwt", "defaultScope": "openid profile email",
            "pkceEnabled": "true", "pkceMethod": "S256", "disableUserInfo": "true" } } ]
        }
        """;
}
