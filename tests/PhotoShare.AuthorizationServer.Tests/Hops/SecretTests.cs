namespace PhotoShare.AuthorizationServer.Tests.Hops;

/// <summary>Everything that the server's spans say, searched for everything secret that was said in the dance.</summary>
[Collection(nameof(SpanTests))]
public sealed class SecretTests : IDisposable
{
    private readonly FederationServer server = new();

    public void Dispose() => server.Dispose();

    [Theory]
    [InlineData("friendbook", null, "yes")]
    [InlineData("friendbook", null, "no")]
    [InlineData("instapic", "friendbook", "yes")]
    public async Task No_secret_of_a_dance_is_in_any_span(string realm, string? by, string decision)
    {
        var player = new Player(server, realm);
        var back = await player.AuthorizeAsync(decision, by);
        if (back["code"] is { } code)
        {
            var tokens = await player.RedeemAsync(code);
            await player.RedeemAsync(code);
            tokens = await player.RedeemAsync((await player.AuthorizeAsync(decision, by))["code"]!);
            await player.UserInfoAsync(tokens["access_token"].GetString()!);
            await player.IntrospectAsync(tokens["access_token"].GetString()!);
            await player.RefreshAsync(tokens["refresh_token"].GetString()!);
            await player.RevokeAsync(tokens["refresh_token"].GetString()!);
            await player.SignOutAsync(tokens["id_token"].GetString()!);
        }

        var told = string.Join('\n', (await server.Spans.AllAsync()).Select(span => span.Text));
        Assert.Contains("url.query", told);
        Assert.Empty(player.FoundIn(told));
        // The search finds what there is to find.
        Assert.NotEmpty(player.FoundIn(server.Raw));
    }
}
