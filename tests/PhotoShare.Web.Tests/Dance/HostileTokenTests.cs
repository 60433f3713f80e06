using System.Net;
using Microsoft.IdentityModel.Tokens;
using PhotoShare.Web.Tests.Hosting;
using static PhotoShare.Web.Tests.Dance.Ending;

namespace PhotoShare.Web.Tests.Dance;

/// <summary>What the client refuses of that which comes by the back channel: ID tokens, keys, user info.</summary>
public sealed class HostileTokenTests(GarnetServer garnet)
{
    public static TheoryData<string, Action<SecurityTokenDescriptor>> BadIdTokens => new()
    {
        { "no signature", token => token.SigningCredentials = null },
        { "a key of nobody", token => token.SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(System.Security.Cryptography.ECDsa.Create()) { KeyId = "key-1" }, "ES256") },
        { "an unknown key id", token => token.SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(System.Security.Cryptography.ECDsa.Create()) { KeyId = "key-2" }, "ES256") },
        { "a symmetric algorithm", token => token.SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(new byte[32]) { KeyId = "key-1" }, "HS256") },
        { "a logout token", token => token.TokenType = "logout+jwt" },
        { "an access token", token => token.TokenType = "at+jwt" },
        { "for another client", token => token.Audience = "somebody-else" },
        { "for two clients", token => token.Audiences.Add("somebody-else") },
        { "of another issuer", token => token.Issuer = "http://127.0.0.1:1" },
        { "of another dance", token => token.Claims["nonce"] = "another" },
        { "of no dance", token => token.Claims.Remove("nonce") },
        { "of nobody", token => token.Claims.Remove("sub") },
        { "expired", token => (token.NotBefore, token.Expires) = (token.NotBefore - TimeSpan.FromHours(1), token.IssuedAt - TimeSpan.FromMinutes(1)) },
        { "of the future", token => (token.NotBefore, token.Expires) = (token.NotBefore + TimeSpan.FromMinutes(2), token.Expires + TimeSpan.FromMinutes(9)) },
    };

    [Theory] // 31, 33
    [MemberData(nameof(BadIdTokens))]
    public async Task A_bad_ID_token_connects_nothing_and_what_came_with_it_is_revoked(string what, Action<SecurityTokenDescriptor> change)
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        web.Friendbook.Tricks.ChangeIdToken = change;
        using var browser = await web.SignedInAsync();

        var page = await browser.StartConnectingAsync();

        Assert.True(page.Address.AbsolutePath.EndsWith("/AnswerNotTrusted", StringComparison.Ordinal), $"{what}: {page.Address}");
        Assert.NotEmpty(web.Friendbook.To("/revoke"));
        await AssertNothingConnectedAsync(browser);
    }

    [Fact] // 34
    public async Task Many_unknown_key_ids_make_us_read_the_key_set_once()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.ConnectedAsync();
        web.Friendbook.Tricks.ChangeIdToken = token => token.SigningCredentials = new SigningCredentials(
            new ECDsaSecurityKey(System.Security.Cryptography.ECDsa.Create()) { KeyId = PhotoShare.OAuth.RandomValue.Create() }, "ES256");

        for (var i = 0; i < 4; i++) await browser.StartConnectingAsync();

        Assert.Single(web.Friendbook.To("/jwks"));
        web.Clock.Advance(TimeSpan.FromMinutes(2));
        for (var i = 0; i < 3; i++) await browser.StartConnectingAsync();
        Assert.Equal(2, web.Friendbook.To("/jwks").Count());
    }

    [Fact]
    public async Task User_info_of_another_subject_connects_nothing()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        web.Friendbook.Tricks.UserInfoSubject = "somebody-else";
        using var browser = await web.SignedInAsync();
        AssertEnded(await browser.StartConnectingAsync(), HttpStatusCode.BadRequest, "AnswerNotTrusted");
    }
}
