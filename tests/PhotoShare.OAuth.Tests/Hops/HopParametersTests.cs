using System.Buffers.Text;
using System.Text;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.OAuth.Tests.Hops;

public sealed class HopParametersTests
{
    private static readonly Fingerprints Run = new("a key of this run");

    [Fact]
    public void A_code_becomes_a_fingerprint_that_two_hops_share()
    {
        var said = Assert.Single(HopParameters.Describe("code", "SplxlOBeZQQYbYS6WxSbIA", Run));
        Assert.Equal("code", said.Key);
        Assert.True(Fingerprints.IsOne(said.Value));
        Assert.Equal(said.Value, new Fingerprints("a key of this run").Of("SplxlOBeZQQYbYS6WxSbIA"));
        Assert.NotEqual(said.Value, new Fingerprints("another").Of("SplxlOBeZQQYbYS6WxSbIA"));
    }

    [Theory]
    [InlineData("password")]
    [InlineData("username")]
    [InlineData("login_hint")]
    [InlineData("client_secret")]
    [InlineData("Cookie")]
    [InlineData("what_nobody_knows")]
    public void What_is_on_no_list_is_dropped(string name) => Assert.Empty(HopParameters.Describe(name, "value", Run));

    [Fact]
    public void A_token_tells_its_audience_and_not_its_signature()
    {
        var token = $"{Encode("{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}")}.{Encode("{\"iss\":\"https://as\",\"aud\":\"api\",\"sub\":\"secret-subject\",\"exp\":1,\"cnf\":{\"jkt\":\"x\"}}")}.c2lnbmF0dXJl";
        var said = HopParameters.Describe("access_token", token, Run).ToDictionary();
        Assert.Equal(["access_token", "access_token.alg", "access_token.aud", "access_token.cnf", "access_token.exp", "access_token.iss", "access_token.typ"], said.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("present", said["access_token.cnf"]);
        Assert.DoesNotContain(said.Values, value => value.Contains("secret-subject", StringComparison.Ordinal) || value.Contains("c2lnbmF0dXJl", StringComparison.Ordinal));
        Assert.All(said, pair => Assert.True(HopParameters.MayLeave(pair.Key, pair.Value)));
    }

    [Theory]
    [InlineData("{\"iss\":\"\\ud800\"}")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"iss\":[{}]")]
    [InlineData("[]")]
    public void What_is_sent_for_a_token_and_can_t_be_read_tells_nothing_but_its_fingerprint(string payload)
    {
        var token = $"{Encode("{\"alg\":\"ES256\"}")}.{Encode(payload)}.c2ln";

        Assert.DoesNotContain(HopParameters.Describe("access_token", token, Run), pair => pair.Value.Contains('\ud800') || pair.Key.EndsWith(".iss", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("scope", "eyJhbGciOiJub25lIn0.e30.", false)]
    [InlineData("scope", "openid photos.read", true)]
    [InlineData("code", "SplxlOBeZQQYbYS6WxSbIA", false)]
    [InlineData("access_token.sub", "ada", false)]
    [InlineData("password", "fp:0123456789abcdef", false)]
    public void Only_what_is_described_may_leave(string name, string value, bool may) => Assert.Equal(may, HopParameters.MayLeave(name, value));

    [Fact]
    public void A_token_in_the_place_of_a_scope_is_not_shown() =>
        Assert.True(Fingerprints.IsOne(HopParameters.Describe("scope", "eyJhbGciOiJub25lIn0.e30.", Run).Single().Value));

    [Fact]
    public void Parties_read_what_they_write()
    {
        foreach (var party in (Party[])[Party.Browser, Party.Client("photoshare"), Party.AuthorizationServer("friendbook"), Party.ResourceServer("instapic")])
        {
            Assert.True(Party.TryParse(party.ToString(), out var read));
            Assert.Equal(party, read);
        }
        Assert.False(Party.TryParse("somebody", out _));
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
