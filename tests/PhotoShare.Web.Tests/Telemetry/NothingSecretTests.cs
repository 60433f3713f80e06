using PhotoShare.Web.Tests.Hosting;

namespace PhotoShare.Web.Tests.Telemetry;

public abstract class NothingSecretTests(GarnetServer garnet, PostgresServer? postgres)
{
    public sealed class OnSqlite(GarnetServer garnet) : NothingSecretTests(garnet, null);

    public sealed class OnPostgres(GarnetServer garnet, PostgresServer postgres) : NothingSecretTests(garnet, postgres);

    [Fact]
    public async Task A_whole_life_of_a_connection_leaves_no_secret_in_any_log_or_exported_span()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, postgres: postgres);
        using var browser = await web.ConnectedAsync();
        web.Clock.Advance(TimeSpan.FromMinutes(5));
        await web.TokenAsync();
        // A server that repeats in its error what it was sent.
        foreach (var error in (string[])["invalid_client", "invalid_grant"])
        {
            web.Friendbook.Tricks.TokenError = error;
            await browser.StartConnectingAsync();
            web.Clock.Advance(TimeSpan.FromMinutes(5));
            await web.TokenAsync();
        }
        web.Friendbook.Tricks.TokenError = null;
        web.Friendbook.Tricks.Down = true;
        await browser.StartConnectingAsync();
        web.Friendbook.Tricks.Down = false;
        await browser.ConnectAsync();
        await browser.PressAsync(await browser.GetAsync("/connections"), "/connections/friendbook/disconnect");

        var written = string.Join('\n', web.Log) + '\n' + string.Join('\n', web.Spans);
        Assert.Contains("oauth.hop.step=callback", written, StringComparison.Ordinal);
        Assert.Contains("invalid_client", written, StringComparison.Ordinal);
        string[] secrets = [.. web.Friendbook.Secrets, .. web.SignIn.Secrets, .. Cookies(browser), .. StatesAndHandles(web), .. browser.AntiforgeryTokens];
        Assert.True(secrets.Length > 30);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, written, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Cookies(Browser browser) => browser.Cookies.GetAllCookies().Select(cookie => cookie.Value);

    private static IEnumerable<string> StatesAndHandles(WebUnderTest web) => web.Friendbook.Requests.Concat(web.SignIn.Requests)
        .SelectMany(request => ((string?[])[request.Form.GetValueOrDefault("state"), request.Form.GetValueOrDefault("nonce"), request.Query.GetValueOrDefault("request_uri"), request.Form.GetValueOrDefault("code")]).OfType<string>());
}
