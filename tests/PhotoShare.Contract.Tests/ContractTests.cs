using PhotoShare.Contract.Tests.Browsing;
using PhotoShare.Contract.Tests.Clients;
using PhotoShare.Contract.Tests.Servers;

[assembly: AssemblyFixture(typeof(KeycloakServer))]
[assembly: AssemblyFixture(typeof(EmbeddedServer))]

namespace PhotoShare.Contract.Tests;

/// <summary>What every set of contract tests has: a server, and the clients of its realms.</summary>
public abstract class ContractTests(AuthorizationServerUnderTest server) : IAsyncLifetime
{
    protected const string Photos = "openid profile photos.read";
    protected const string PhotosOffline = Photos + " offline_access";

    protected AuthorizationServerUnderTest Server => server;

    /// <summary>The client that connects a network to PhotoShare.</summary>
    protected TestClient Connecting(string realm = "friendbook") =>
        new(server, realm, "photoshare", $"/connections/{(realm == "instapic" ? realm : "friendbook")}/callback", server.ConnectingKey);

    /// <summary>The client by which people sign in to PhotoShare itself.</summary>
    protected TestClient SignIn() => new(server, "photoshare", "photoshare-web", "/signin-oidc", server.ConnectingKey);

    /// <summary>Another connecting client, in the realm that has one.</summary>
    protected TestClient Second() => new(server, Variants.Crowded, "second", "/second/callback", Variants.SecondKey);

    /// <summary>A client that proves itself by a secret.</summary>
    protected TestClient Secretive() => new(server, Variants.Crowded, "secretive", "/secretive/callback", secret: Variants.Secret);

    /// <summary>The resource server in its part as a client: it introspects.</summary>
    protected TestClient Api(string realm = "friendbook") =>
        new(server, realm, realm == "instapic" ? "instapic-api" : "friendbook-api", "", secret: server.ApiSecret);

    protected Person NewPerson(string realm = "friendbook") => server.NewPerson(realm);

    protected Browser NewBrowser() => new(server);

    /// <summary>Whether the API would be told that the token lives.</summary>
    protected async Task<bool> IsActiveAsync(string token, string realm = "friendbook") =>
        (await Api(realm).IntrospectAsync(token)).Succeeded()["active"] == "true";

    public async ValueTask InitializeAsync() => await server.ReadyAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
