using System.Net;
using PhotoShare.Contract.Tests.Servers;

namespace PhotoShare.Contract.Tests;

/// <summary>Revocation (RFC 7009; threat 23) as the API sees it: by introspection, at once.</summary>
public abstract class RevocationTests(AuthorizationServerUnderTest server) : ContractTests(server)
{
    public sealed class OnKeycloak(KeycloakServer server) : RevocationTests(server);

    public sealed class OnEmbedded(EmbeddedServer server) : RevocationTests(server);

    [Theory]
    [InlineData(Photos)]
    [InlineData(PhotosOffline)]
    public async Task Revoking_a_refresh_token_ends_its_access_token_at_once(string scope)
    {
        var tokens = await Connecting().DanceAsync(NewPerson(), scope);
        if (tokens.RefreshToken is null) Assert.Skip("This server gives no refresh token without offline_access.");
        Assert.True(await IsActiveAsync(tokens.AccessToken!));

        (await Connecting().RevokeAsync(tokens.RefreshToken!)).Succeeded();

        Assert.False(await IsActiveAsync(tokens.AccessToken!));
        Refused(await Connecting().RefreshAsync(tokens.RefreshToken!), "invalid_grant");
    }

    [Fact]
    public async Task Revoking_a_refresh_token_ends_the_access_tokens_of_all_its_refreshes()
    {
        var tokens = await Connecting().DanceAsync(NewPerson(), PhotosOffline);
        var refreshed = (await Connecting().RefreshAsync(tokens.RefreshToken!)).Succeeded();
        (await Connecting().RevokeAsync(refreshed.RefreshToken ?? tokens.RefreshToken!)).Succeeded();
        Assert.False(await IsActiveAsync(tokens.AccessToken!));
        Assert.False(await IsActiveAsync(refreshed.AccessToken!));
    }

    [Fact]
    public async Task Revoking_an_access_token_ends_it_at_once()
    {
        var tokens = await Connecting().DanceAsync(NewPerson(), PhotosOffline);
        (await Connecting().RevokeAsync(tokens.AccessToken!)).Succeeded();
        Assert.False(await IsActiveAsync(tokens.AccessToken!));
    }

    [Fact]
    public async Task One_connection_that_ends_leaves_the_same_persons_other_client_alone()
    {
        var person = NewPerson(Variants.Crowded);
        var ended = await Connecting(Variants.Crowded).DanceAsync(person, PhotosOffline);
        var other = await Second().DanceAsync(person, PhotosOffline);

        (await Connecting(Variants.Crowded).RevokeAsync(ended.RefreshToken!)).Succeeded();

        Assert.False(await IsActiveAsync(ended.AccessToken!, Variants.Crowded));
        Assert.True(await IsActiveAsync(other.AccessToken!, Variants.Crowded));
        (await Second().RefreshAsync(other.RefreshToken!)).Succeeded();
    }

    [Fact]
    public async Task A_client_cannot_revoke_what_is_another_clients()
    {
        var tokens = await Connecting(Variants.Crowded).DanceAsync(NewPerson(Variants.Crowded), PhotosOffline);
        await Second().RevokeAsync(tokens.RefreshToken!);
        await Second().RevokeAsync(tokens.AccessToken!);
        Assert.True(await IsActiveAsync(tokens.AccessToken!, Variants.Crowded));
        (await Connecting(Variants.Crowded).RefreshAsync(tokens.RefreshToken!)).Succeeded();
    }

    [Fact]
    public async Task Revoking_what_is_no_token_is_answered_like_any_other() =>
        Assert.Equal(HttpStatusCode.OK, (await Connecting().RevokeAsync("no-token")).Status);

    [Fact]
    public async Task Revoking_twice_is_no_error()
    {
        var tokens = await Connecting().DanceAsync(NewPerson(), PhotosOffline);
        (await Connecting().RevokeAsync(tokens.RefreshToken!)).Succeeded();
        (await Connecting().RevokeAsync(tokens.RefreshToken!)).Succeeded();
    }
}
