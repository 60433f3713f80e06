using System.Net;
using PhotoShare.Contract.Tests.Clients;
using PhotoShare.Contract.Tests.Servers;

namespace PhotoShare.Contract.Tests;

/// <summary>Refresh tokens, with rotation and without (RFC 6749 section 6, RFC 9700 section 4.14; threats 20 to 22).</summary>
public abstract class RefreshTests(AuthorizationServerUnderTest server) : ContractTests(server)
{
    public sealed class OnKeycloak(KeycloakServer server) : RefreshTests(server);

    public sealed class OnEmbedded(EmbeddedServer server) : RefreshTests(server);

    [Fact]
    public async Task A_refresh_whose_answer_was_lost_can_be_repeated()
    {
        var tokens = await Connecting().DanceAsync(NewPerson(), PhotosOffline);
        var lost = (await Connecting().RefreshAsync(tokens.RefreshToken!)).Succeeded();
        var again = (await Connecting().RefreshAsync(tokens.RefreshToken!)).Succeeded();

        Assert.NotEqual(tokens.AccessToken, again.AccessToken);
        Assert.NotEqual(lost.AccessToken, again.AccessToken);
        Assert.True(await IsActiveAsync(again.AccessToken!));
    }

    [Fact]
    public async Task Eight_refreshes_at_once_all_succeed_where_nothing_rotates()
    {
        var tokens = await Connecting().DanceAsync(NewPerson(), PhotosOffline);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Connecting().RefreshAsync(tokens.RefreshToken!)));
        Assert.All(answers, answer => answer.Succeeded());
    }

    [Fact]
    public async Task A_refresh_may_ask_for_less()
    {
        var client = Connecting();
        var tokens = await client.DanceAsync(NewPerson(), "openid profile photos.read photos.write offline_access");
        var less = (await client.RefreshAsync(tokens.RefreshToken!, "openid photos.read")).Succeeded();
        var scopes = ((string)Jwt.Claims(less.AccessToken!)["scope"]!).Split(' ');
        Assert.Contains("photos.read", scopes);
        Assert.DoesNotContain("photos.write", scopes);
    }

    [Fact]
    public async Task A_refresh_may_not_ask_for_more()
    {
        var tokens = await Connecting().DanceAsync(NewPerson(), PhotosOffline);
        var answer = await Connecting().RefreshAsync(tokens.RefreshToken!, PhotosOffline + " photos.write");
        if (Server.Has(Difference.RefreshIgnoresScopesNotGranted)) Assert.DoesNotContain("photos.write", (string?)Jwt.Claims(answer.Succeeded().AccessToken!)["scope"]);
        else Refused(answer, "invalid_scope");
    }

    [Fact]
    public async Task A_refresh_token_is_refused_when_another_client_brings_it()
    {
        var tokens = await Connecting(Variants.Crowded).DanceAsync(NewPerson(Variants.Crowded), PhotosOffline);
        Refused(await Second().RefreshAsync(tokens.RefreshToken!), "invalid_grant");
    }

    [Fact]
    public async Task A_refresh_token_is_refused_in_another_realm()
    {
        var tokens = await Connecting().DanceAsync(NewPerson(), PhotosOffline);
        Refused(await Connecting("instapic").RefreshAsync(tokens.RefreshToken!), "invalid_grant");
    }

    [Fact]
    public async Task An_access_token_is_no_refresh_token()
    {
        var tokens = await Connecting().DanceAsync(NewPerson(), PhotosOffline);
        Refused(await Connecting().RefreshAsync(tokens.AccessToken!), "invalid_grant");
        Refused(await Connecting().RefreshAsync("made.up.token"), "invalid_grant");
    }

    [Fact]
    public async Task A_client_that_needs_no_refresh_token_gets_none() =>
        Assert.Null((await SignIn().DanceAsync(NewPerson("photoshare"), "openid profile")).RefreshToken);

    [Fact]
    public async Task A_rotated_refresh_token_works_once_and_its_second_use_ends_the_family()
    {
        var client = Connecting(Variants.Rotating);
        var first = await client.DanceAsync(NewPerson(Variants.Rotating), PhotosOffline);
        var second = (await client.RefreshAsync(first.RefreshToken!)).Succeeded();
        Assert.NotEqual(first.RefreshToken, second.RefreshToken);

        Refused(await client.RefreshAsync(first.RefreshToken!), "invalid_grant");

        Refused(await client.RefreshAsync(second.RefreshToken!), "invalid_grant");
        Assert.False(await IsActiveAsync(second.AccessToken!, Variants.Rotating));
    }

    [Fact]
    public async Task Of_eight_uses_of_a_rotating_refresh_token_at_once_one_at_most_succeeds_and_the_family_ends()
    {
        var client = Connecting(Variants.Rotating);
        var tokens = await client.DanceAsync(NewPerson(Variants.Rotating), PhotosOffline);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.RefreshAsync(tokens.RefreshToken!)));

        var winners = answers.Where(answer => answer.Status == HttpStatusCode.OK).ToArray();
        Assert.True(winners.Length <= 1, $"{winners.Length} won");
        foreach (var winner in winners) Refused(await client.RefreshAsync(winner.RefreshToken!), "invalid_grant");
    }
}
