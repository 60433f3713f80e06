using System.Net;
using PhotoShare.Api.Authentication;
using PhotoShare.Api.Tests.Realm;

namespace PhotoShare.Api.Tests.Authentication;

/// <summary>What the realm is asked about a token, how often, and what follows when it cannot be asked.</summary>
public sealed class TokenStateTests : IAsyncLifetime
{
    private readonly ApiHost api = new();

    public ValueTask InitializeAsync() => api.InitializeAsync();
    public ValueTask DisposeAsync() => api.DisposeAsync();

    [Fact]
    public async Task A_revoked_token_is_refused_within_5_seconds()
    {
        var token = api.Realm.Token();
        using var client = api.Client(token);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));

        api.Realm.Revoke(token);
        api.Clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));
        api.Clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client));
    }

    [Fact]
    public async Task The_answer_is_remembered_for_that_token_only()
    {
        using var first = api.Client(api.Realm.Token());
        using var second = api.Client(api.Realm.Token());

        for (var i = 0; i < 5; i++) await StatusAsync(first);
        Assert.Equal(1, api.Realm.Introspections);
        await StatusAsync(second);

        Assert.Equal(2, api.Realm.Introspections);
    }

    [Fact]
    public async Task Many_requests_with_one_token_ask_once()
    {
        var hold = new TaskCompletionSource();
        api.Realm.Hold = hold.Task;
        using var client = api.Client(api.Realm.Token());

        var requests = Enumerable.Range(0, 20).Select(_ => StatusAsync(client)).ToArray();
        hold.SetResult();

        Assert.All(await Task.WhenAll(requests), status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(1, api.Realm.Introspections);
    }

    [Fact]
    public async Task A_caller_who_leaves_does_not_end_the_question_for_others()
    {
        var hold = new TaskCompletionSource();
        api.Realm.Hold = hold.Task;
        using var client = api.Client(api.Realm.Token());
        using var leaving = new CancellationTokenSource();

        var first = client.GetAsync("/albums", leaving.Token);
        var second = StatusAsync(client);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        hold.SetResult();

        Assert.Equal(HttpStatusCode.OK, await second);
    }

    [Fact]
    public async Task When_the_realm_fails_the_answer_is_503_and_not_a_guess()
    {
        using var client = api.Client(api.Realm.Token());
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));
        api.Realm.IsDown = true;
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));
        api.Clock.Advance(TokenStates.Memory);

        using var response = await client.GetAsync("/albums");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), response.Headers.RetryAfter!.Delta);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Empty(response.Headers.WwwAuthenticate);

        api.Realm.IsDown = false;
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));
    }

    [Fact]
    public async Task When_there_is_no_realm_at_all_a_good_token_gets_503_and_a_bad_one_401()
    {
        var good = api.Realm.Token().ToString();
        var bad = api.Realm.Token().To("instapic-api").From("http://127.0.0.1:9/realms/instapic").ToString();
        _ = api.Server;
        await api.Realm.DisposeAsync();

        using var withGood = api.Client(good);
        using var withBad = api.Client(bad);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(withGood));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(withBad));
    }

    [Fact]
    public async Task An_answer_about_another_subject_is_no_answer_about_this_one()
    {
        api.Realm.Says["sub"] = "ben";
        using var client = api.Client(api.Realm.Token().For("ada"));

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client));
    }

    [Fact]
    public async Task A_client_is_told_by_Keycloaks_name_for_its_account_too()
    {
        api.Realm.Says["client_id"] = "photoshare";
        api.Realm.Says["username"] = "service-account-photoshare";
        using var client = api.Client(api.Realm.Token().For("6c2f0d3e-3f0b-4c57-9f3c-1de0a3b0a111"));

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(client));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using var response = await client.GetAsync("/albums");
        return response.StatusCode;
    }
}
