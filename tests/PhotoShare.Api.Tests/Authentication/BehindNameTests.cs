using System.Net;
using PhotoShare.Api.Tests.Realm;

namespace PhotoShare.Api.Tests.Authentication;

/// <summary>Production: the realm has a public name, and is asked where it is, without TLS.</summary>
public sealed class BehindNameTests : IAsyncLifetime
{
    private readonly ApiHost api = new() { Environment = "Production", PublicIssuer = "https://login.example/realm" };

    public ValueTask InitializeAsync() => api.InitializeAsync();
    public ValueTask DisposeAsync() => api.DisposeAsync();

    [Fact]
    public async Task A_token_of_the_public_issuer_is_let_in_and_asked_about_inside()
    {
        Assert.Equal(HttpStatusCode.OK, await StatusAsync());
        Assert.Equal(1, api.Realm.Introspections);
    }

    [Fact]
    public async Task The_secret_goes_to_no_http_address_elsewhere()
    {
        await using var elsewhere = await TestRealm.StartAsync();
        api.Realm.DiscoveredIntrospection = elsewhere.Internal;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync());
        Assert.Empty(elsewhere.Requests);
    }

    private async Task<HttpStatusCode> StatusAsync()
    {
        using var client = api.Client(api.Realm.Token());
        using var answer = await client.GetAsync("/albums");
        return answer.StatusCode;
    }
}
