using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using PhotoShare.Web.Networks;

namespace PhotoShare.Web.Tests.Networks;

public sealed class NetworkCatalogueTests
{
    [Fact]
    public void A_section_of_a_few_lines_is_a_network()
    {
        var network = Assert.Single(Read([]).All);
        Assert.Equal("https://login.third.example/.well-known/openid-configuration", network.MetadataAddress.AbsoluteUri);
        Assert.Equal(ClientAuthenticationMethod.PrivateKeyJwt, network.ClientAuthentication);
        Assert.True(network.PushedAuthorization);
        Assert.Equal(["openid", "profile", "photos.read", "offline_access"], network.ConnectScopes);
    }

    [Fact]
    public void Without_openid_the_metadata_is_where_RFC_8414_says() => Assert.Equal(
        "https://login.third.example/.well-known/oauth-authorization-server/tenant",
        Assert.Single(Read(new() { ["Issuer"] = "https://login.third.example/tenant", ["ConnectScopes"] = "photos" }).All).MetadataAddress.AbsoluteUri);

    [Theory]
    [InlineData("Issuer", null, "Networks:third:Issuer is not set.")]
    [InlineData("Issuer", "http://login.third.example", "Networks:third:Issuer must be an https address")]
    [InlineData("Issuer", "https://login.third.example/?tenant=1", "Networks:third:Issuer has no query")]
    [InlineData("ApiUrl", "albums", "Networks:third:ApiUrl must be an absolute address")]
    [InlineData("ClientId", "", "Networks:third:ClientId is not set.")]
    [InlineData("DisplayName", null, "Networks:third:DisplayName is not set.")]
    [InlineData("Colour", "red; background: url(x)", "Networks:third:Colour must be #rrggbb")]
    [InlineData("ClientAuthentication", "none", "Networks:third:ClientAuthentication must be private_key_jwt or client_secret_basic or client_secret_post, not 'none'.")]
    [InlineData("ClientAuthentication", "client_secret_basic", "Networks:third:ClientSecret is not set.")]
    [InlineData("PushedAuthorization", "maybe", "Networks:third:PushedAuthorization must be required or off, not 'maybe'.")]
    [InlineData("ConnectScopes", "a  b", "Networks:third:ConnectScopes must be scopes separated by single spaces")]
    [InlineData("IdTokenAlgorithms", "HS256", "Networks:third:IdTokenAlgorithms must be some of")]
    [InlineData("MetadataAddress", "http://internal.example", "Networks:third:MetadataAddress must be an https address")]
    [InlineData("MetadataAddress", "http://10.0.0.7/", "Networks:third:MetadataAddress must be an https address")]
    [InlineData("AccountEndpoint", "http://keycloak:8080/me", "Networks:third:AccountEndpoint must be an https address")]
    [InlineData("Issuer", "http://keycloak:8080/realms/third", "Networks:third:Issuer must be an https address")]
    public void A_mistake_is_told_by_the_name_of_its_key(string key, string? value, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidOperationException>(() => Read(new() { [key] = value })).Message, StringComparison.Ordinal);

    [Fact]
    public void Metadata_may_be_read_by_http_inside_the_own_network() => Assert.Equal(
        "http://keycloak:8080/realms/third/.well-known/openid-configuration",
        Assert.Single(Read(new() { ["MetadataAddress"] = "http://keycloak:8080/realms/third/.well-known/openid-configuration" }).All).MetadataAddress.AbsoluteUri);

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var message = Assert.Throws<InvalidOperationException>(() => Read(new() { ["Issuer"] = null, ["ClientId"] = null })).Message;
        Assert.Equal(2, message.Split(Environment.NewLine).Length);
    }

    [Fact]
    public void Two_networks_of_one_issuer_are_refused() =>
        Assert.Contains("Networks:other:Issuer and Networks:third:Issuer are the same.",
            Assert.Throws<InvalidOperationException>(() => Read([], "third", "other")).Message, StringComparison.Ordinal);

    private static NetworkCatalogue Read(Dictionary<string, string?> changes, params string[] ids)
    {
        var section = new Dictionary<string, string?>
        {
            ["DisplayName"] = "Third",
            ["Issuer"] = "https://login.third.example",
            ["ApiUrl"] = "https://photos.third.example",
            ["ClientId"] = "photoshare",
        };
        foreach (var (key, value) in changes) section[key] = value;
        var all = (ids.Length == 0 ? ["third"] : ids).SelectMany(id => section.Select(pair => KeyValuePair.Create($"Networks:{id}:{pair.Key}", pair.Value)));
        return new NetworkCatalogue(new ConfigurationBuilder().AddInMemoryCollection(all).Build(), new HostingEnvironment { EnvironmentName = Environments.Production });
    }
}
