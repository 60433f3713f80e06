namespace PhotoShare.AuthorizationServer.Tests.Protocol;

/// <summary>What the log never holds, at whatever level.</summary>
public sealed class LogTests
{
    [Fact]
    public async Task No_log_line_holds_a_secret_of_the_dance()
    {
        using var server = new ServerFixture();
        var dance = server.Dance();
        var code = await dance.CodeAsync("openid photos.read offline_access");
        var assertion = dance.Assertion();
        var tokens = (await dance.RedeemAsync(code, ("client_assertion", assertion), ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"))).Succeeded();
        (await dance.RedeemAsync(code)).IsRefused("invalid_grant");
        await dance.UserInfoAsync(tokens["access_token"]!);
        await dance.IntrospectAsync(tokens["access_token"]!);
        await dance.GetAsync($"{dance.Issuer}/protocol/openid-connect/userinfo?access_token={tokens["access_token"]}");
        await dance.RevokeAsync(tokens["refresh_token"]!);

        string[] secrets = [code, assertion, dance.Verifier, tokens["access_token"]!, tokens["id_token"]!, tokens["refresh_token"]!, "demo-ada", TestRealm.Secret];
        var leaks = server.Log.Lines.Where(line => secrets.Any(secret => line.Contains(secret, StringComparison.Ordinal))).Select(line => line[..Math.Min(line.Length, 200)]);
        Assert.Empty(leaks);
    }
}
