using System.Globalization;
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

    /// <summary>Holds an answer to a refusal with this error (RFC 6749 section 5.2) that gives nothing away.</summary>
    /// <param name="alsoHere">Errors that a server may give instead which has <see cref="Difference.OtherErrorCodes"/>.</param>
    protected void Refused(Answer answer, string error, params string[] alsoHere)
    {
        Assert.True((int)answer.Status is 400 or 401, $"{(int)answer.Status} {answer.Text}");
        string[] expected = server.Has(Difference.OtherErrorCodes) ? [error, .. alsoHere] : [error];
        Assert.Contains(answer.Error, expected);
        Assert.Null(answer.AccessToken);
        Assert.Null(answer["request_uri"]);
    }

    /// <summary>Holds a life time in an answer to the realm's, less what the server has counted off already.</summary>
    protected static void LivesFor(int seconds, string? expiresIn) => Assert.InRange(int.Parse(expiresIn!, CultureInfo.InvariantCulture), seconds - 2, seconds);

    /// <summary>
    /// Holds the browser to an end without a code: either a page that says why, or the client's own callback with one of the errors
    /// (RFC 6749 section 4.1.2.1), with <c>iss</c> (RFC 9207). Which of the two is left to the server.
    /// </summary>
    protected void RefusedInTheBrowser(Whereabouts end, TestClient client, params string[] errors)
    {
        if (end is Arrival arrival)
        {
            Assert.Equal(client.RedirectUri, arrival.Uri.GetLeftPart(UriPartial.Path));
            Assert.Null(arrival["code"]);
            Assert.Contains(arrival["error"], errors);
            Assert.Equal(server.Issuer(client.Realm), arrival["iss"]);
        }
        else
        {
            var page = Assert.IsType<Page>(end);
            Assert.True(page.IsError, $"{(int)page.Status} {page.Text}");
        }
    }

    public async ValueTask InitializeAsync() => await server.ReadyAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
