using System.Net;
using Microsoft.IdentityModel.Tokens;
using PhotoShare.Api.Authentication;
using PhotoShare.Api.Tests.Realm;

namespace PhotoShare.Api.Tests.Authentication;

/// <summary>Keys come and go (threat 34), and come from the configured realm alone.</summary>
public sealed class RealmMetadataTests : IAsyncLifetime
{
    private readonly ApiHost api = new();

    public ValueTask InitializeAsync() => api.InitializeAsync();
    public ValueTask DisposeAsync() => api.DisposeAsync();

    [Fact]
    public async Task The_first_token_under_a_new_key_is_let_in()
    {
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(api.Realm.Token()));
        api.Clock.Advance(RealmMetadata.Pause);

        api.Realm.Rotate();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(api.Realm.Token()));
        Assert.Equal(2, api.Realm.KeySetReads);
    }

    [Fact]
    public async Task A_flood_of_made_up_keys_costs_one_read_at_most()
    {
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(api.Realm.Token()));
        api.Clock.Advance(RealmMetadata.Pause);

        var flood = Enumerable.Range(0, 50).Select(_ => StatusAsync(api.Realm.Token().SignedBy(new SigningCredentials(TestRealm.NewKey(), "ES256"))));

        Assert.All(await Task.WhenAll(flood), status => Assert.Equal(HttpStatusCode.Unauthorized, status));
        Assert.Equal(2, api.Realm.KeySetReads);
    }

    [Fact]
    public async Task A_key_that_was_withdrawn_is_refused_after_the_lifetime_of_the_key_set()
    {
        var old = api.Realm.Token().EndingIn(TimeSpan.FromHours(2));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(old));

        api.Realm.Published.Clear();
        api.Realm.Rotate();
        api.Clock.Advance(RealmMetadata.Lifetime);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(old));
    }

    [Fact]
    public async Task A_token_of_another_realm_causes_no_question_to_ours()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(api.Realm.Token().From("http://127.0.0.1:8080/realms/instapic")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(api.Realm.Token().SignedBy(null)));

        Assert.Empty(api.Realm.Requests);
    }

    [Fact]
    public async Task A_discovery_document_of_another_issuer_is_not_used()
    {
        var token = api.Realm.Token().ToString();
        api.Realm.DiscoveredIssuer = "http://127.0.0.1:9/realms/instapic";

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(token));
        Assert.Equal(0, api.Realm.Introspections);
    }

    private Task<HttpStatusCode> StatusAsync(TestToken token) => StatusAsync(token.ToString());

    private async Task<HttpStatusCode> StatusAsync(string token)
    {
        using var client = api.Client(token);
        using var response = await client.GetAsync("/albums");
        return response.StatusCode;
    }
}
