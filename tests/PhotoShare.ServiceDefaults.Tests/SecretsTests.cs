using PhotoShare.ServiceDefaults.Telemetry;

namespace PhotoShare.ServiceDefaults.Tests;

public sealed class SecretsTests
{
    [Theory]
    [InlineData("GET http://a/cb?code=abc&x=1 failed", "GET http://a/cb?code=*&x=* failed")]
    [InlineData("Location: http://a/cb#access_token=abc, next", "Location: http://a/cb next")]
    [InlineData("grant_type=authorization_code&code=abc&code_verifier=def", "grant_type=authorization_code&code=*&code_verifier=*")]
    [InlineData("{\"access_token\": \"abc\", \"expires_in\":300}", "{\"access_token\":\"*\", \"expires_in\":300}")]
    [InlineData("Authorization: Basic YWRhOmFkYQ==", "Authorization: *")]
    [InlineData("sent Bearer abcdefgh.ijk to it", "sent Bearer * to it")]
    [InlineData("Set-Cookie: session=abc; HttpOnly", "Set-Cookie: *")]
    [InlineData("token eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2ln was refused", "token * was refused")]
    [InlineData("jwe eyJhbGciOiJkaXIifQ..aXY.Y3Q.dGFn", "jwe *")]
    [InlineData("password=hunter2, next", "password=*, next")]
    public void What_looks_like_a_secret_goes(string text, string expected) => Assert.Equal(expected, Secrets.Redact(text));

    [Theory]
    [InlineData("Now listening on: http://127.0.0.1:5020")]
    [InlineData("HTTP GET /albums/{albumId} responded 200 in 3 ms")]
    [InlineData("StatusCode=404, error code: 13")]
    [InlineData("Bearer was not authenticated")]
    public void What_does_not_stays(string text) => Assert.Equal(text, Secrets.Redact(text));
}
