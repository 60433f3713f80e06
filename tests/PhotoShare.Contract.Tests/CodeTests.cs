using System.Net;
using PhotoShare.Contract.Tests.Clients;
using PhotoShare.Contract.Tests.Servers;
using PhotoShare.OAuth;

namespace PhotoShare.Contract.Tests;

/// <summary>The authorization code (RFC 6749 section 4.1, RFC 7636; threats 1, 5 to 8).</summary>
public abstract class CodeTests(AuthorizationServerUnderTest server) : ContractTests(server)
{
    public sealed class OnKeycloak(KeycloakServer server) : CodeTests(server);

    public sealed class OnEmbedded(EmbeddedServer server) : CodeTests(server);

    [Fact]
    public async Task A_code_becomes_tokens_for_the_audience_and_the_scope_that_were_asked_for()
    {
        var tokens = await Connecting().DanceAsync(NewPerson(), PhotosOffline);

        Assert.Equal("Bearer", tokens["token_type"]);
        LivesFor(300, tokens["expires_in"]);
        Assert.Superset(new HashSet<string> { "photos.read", "offline_access" }, tokens.Scopes.ToHashSet());
        Assert.NotNull(tokens.RefreshToken);
        Assert.NotNull(tokens.IdToken);
        Assert.Contains("no-store", tokens.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task A_code_is_refused_without_its_verifier()
    {
        var grant = await Connecting().AuthorizeAsync(NewPerson(), Photos);
        var answer = await Connecting().RedeemAsync(grant, ("code_verifier", null));
        // RFC 7636 section 4.6 speaks of a wrong verifier only; a missing one is a missing parameter as well.
        Assert.Contains(answer.Error, new[] { "invalid_grant", "invalid_request" });
        Assert.Null(answer.AccessToken);
    }

    [Fact]
    public async Task A_code_is_refused_with_another_verifier()
    {
        var grant = await Connecting().AuthorizeAsync(NewPerson(), Photos);
        Refused(await Connecting().RedeemAsync(grant, ("code_verifier", Pkce.CreateVerifier())), "invalid_grant");
    }

    [Fact]
    public async Task A_code_is_refused_with_another_redirect_uri()
    {
        var grant = await Connecting().AuthorizeAsync(NewPerson(), Photos);
        Refused(await Connecting().RedeemAsync(grant, ("redirect_uri", Connecting().RedirectUri + "?x=1")), "invalid_grant");
    }

    [Fact]
    public async Task A_code_is_refused_when_another_client_brings_it()
    {
        var grant = await Connecting(Variants.Crowded).AuthorizeAsync(NewPerson(Variants.Crowded), Photos);
        Refused(await Second().RedeemAsync(grant), "invalid_grant");
        Refused(await Second().RedeemAsync(grant, ("redirect_uri", Connecting().RedirectUri)), "invalid_grant");
    }

    [Fact]
    public async Task A_code_is_refused_in_another_realm()
    {
        var grant = await Connecting().AuthorizeAsync(NewPerson(), Photos);
        Refused(await Connecting("instapic").RedeemAsync(grant, ("redirect_uri", Connecting().RedirectUri)), "invalid_grant");
    }

    [Fact]
    public async Task A_code_works_once_and_its_second_use_takes_the_tokens_of_the_first_with_it()
    {
        var grant = await Connecting().AuthorizeAsync(NewPerson(), Photos);
        var tokens = (await Connecting().RedeemAsync(grant)).Succeeded();
        Assert.True(await IsActiveAsync(tokens.AccessToken!));

        Refused(await Connecting().RedeemAsync(grant), "invalid_grant");

        Assert.False(await IsActiveAsync(tokens.AccessToken!));
    }

    [Fact]
    public async Task The_second_use_of_a_code_ends_the_offline_grant_of_its_first()
    {
        var grant = await Connecting().AuthorizeAsync(NewPerson(), PhotosOffline);
        var tokens = (await Connecting().RedeemAsync(grant)).Succeeded();

        Refused(await Connecting().RedeemAsync(grant), "invalid_grant");

        var refreshed = await Connecting().RefreshAsync(tokens.RefreshToken!);
        if (Server.Has(Difference.OfflineGrantSurvivesCodeReplay)) refreshed.Succeeded();
        else Refused(refreshed, "invalid_grant");
    }

    [Fact]
    public async Task Of_eight_redemptions_at_once_exactly_one_gets_tokens()
    {
        var grant = await Connecting().AuthorizeAsync(NewPerson(), Photos);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Connecting().RedeemAsync(grant)));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer => Refused(answer, "invalid_grant"));
    }

    [Fact]
    public async Task A_code_is_refused_after_its_life_time()
    {
        var client = Connecting(Variants.Hasty);
        var grant = await client.AuthorizeAsync(NewPerson(Variants.Hasty), Photos);
        await Task.Delay(TimeSpan.FromSeconds(2.1));
        Refused(await client.RedeemAsync(grant), "invalid_grant");
    }
}
