using PhotoShare.Contract.Tests.Clients;
using PhotoShare.Contract.Tests.Servers;

namespace PhotoShare.Contract.Tests;

/// <summary>What the API learns of a token (RFC 7662; threat 28).</summary>
public abstract class IntrospectionTests(AuthorizationServerUnderTest server) : ContractTests(server)
{
    public sealed class OnKeycloak(KeycloakServer server) : IntrospectionTests(server);

    public sealed class OnEmbedded(EmbeddedServer server) : IntrospectionTests(server);

    [Fact]
    public async Task The_audience_of_a_token_learns_whose_it_is_and_what_it_may_do()
    {
        var tokens = await Connecting().DanceAsync(NewPerson(), Photos);
        var answer = (await Api().IntrospectAsync(tokens.AccessToken!)).Succeeded();

        Assert.Equal("true", answer["active"]);
        Assert.Equal(Server.Issuer("friendbook"), answer["iss"]);
        Assert.Equal("photoshare", answer["client_id"]);
        Assert.Contains("photos.read", answer.Scopes);
        Assert.DoesNotContain("photos.write", answer.Scopes);
        Assert.Equal((string?)Jwt.Claims(tokens.AccessToken!)["sub"], answer["sub"]);
        Assert.Contains("friendbook-api", answer["aud"]);
    }

    [Fact]
    public async Task Nobody_asks_without_saying_who_they_are()
    {
        var tokens = await Connecting().DanceAsync(NewPerson(), Photos);
        var answer = await Api().SendAsync("introspection_endpoint", new Parameters { { "token", tokens.AccessToken! } });
        Assert.True((int)answer.Status is 400 or 401 or 403, answer.Text);
        answer = await Api().SendAsync("introspection_endpoint", new Parameters { { "token", tokens.AccessToken! } }, Api().Basic(otherSecret: "wrong"));
        Assert.True((int)answer.Status is 400 or 401 or 403, answer.Text);
        Assert.NotEqual("true", answer["active"]);
    }

    [Fact]
    public async Task Whoever_is_not_the_audience_learns_nothing()
    {
        var tokens = await Connecting(Variants.Crowded).DanceAsync(NewPerson(Variants.Crowded), Photos);
        foreach (var other in new[] { Second(), Secretive() })
        {
            var answer = await other.IntrospectAsync(tokens.AccessToken!);
            Assert.NotEqual("true", answer["active"]);
            Assert.Null(answer["sub"]);
        }
    }

    [Fact]
    public async Task A_token_of_another_realm_is_not_active()
    {
        var tokens = await Connecting("instapic").DanceAsync(NewPerson("instapic"), Photos);
        Assert.True(await IsActiveAsync(tokens.AccessToken!, "instapic"));
        Assert.False(await IsActiveAsync(tokens.AccessToken!));
    }

    [Fact]
    public async Task What_is_no_access_token_is_not_active()
    {
        var tokens = await Connecting().DanceAsync(NewPerson(), PhotosOffline);
        foreach (var token in new[] { "no-token", tokens.IdToken!, tokens.AccessToken![..^8] + "AAAAAAAA" })
            Assert.False(await IsActiveAsync(token), token);
    }

    [Fact]
    public async Task A_token_without_a_photos_scope_is_for_no_api()
    {
        var tokens = await Connecting().DanceAsync(NewPerson(), "openid profile");
        Assert.Null(Jwt.Claims(tokens.AccessToken!)["aud"]);
        Assert.False(await IsActiveAsync(tokens.AccessToken!));
    }

    [Fact]
    public async Task An_expired_token_is_not_active()
    {
        var tokens = await Connecting(Variants.Brief).DanceAsync(NewPerson(Variants.Brief), Photos);
        LivesFor(2, tokens["expires_in"]);
        await Task.Delay(TimeSpan.FromSeconds(3.1));
        Assert.False(await IsActiveAsync(tokens.AccessToken!, Variants.Brief));
    }
}
