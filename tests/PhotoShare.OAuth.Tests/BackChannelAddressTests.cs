namespace PhotoShare.OAuth.Tests;

public sealed class BackChannelAddressTests
{
    [Theory]
    [InlineData("https://login.example/", true)]
    [InlineData("http://keycloak:8080/", true)]
    [InlineData("http://127.0.0.1:8080/", true)]
    [InlineData("http://[::1]/", true)]
    [InlineData("http://localhost/", true)]
    [InlineData("http://login.example/", false)]
    [InlineData("http://keycloak./", false)]
    [InlineData("http://10.0.0.7/", false)]
    [InlineData("http://167772167/", false)]
    [InlineData("http://[fd00::7]/", false)]
    [InlineData("ftp://keycloak/", false)]
    public void Without_TLS_servers_talk_on_this_machine_and_by_names_of_the_own_network(string address, bool expected) =>
        Assert.Equal(expected, BackChannelAddress.IsAcceptable(new Uri(address)));

    [Theory]
    [InlineData("https://login.example/realms/a/token", true)]
    [InlineData("http://keycloak:8080/realms/a/token", true)]
    [InlineData("http://keycloak:9000/realms/a/token", false)]
    [InlineData("http://cache:8080/realms/a/token", false)]
    [InlineData("http://login.example/realms/a/token", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("nonsense", false)]
    [InlineData("", true)]
    [InlineData(null, true)]
    public void A_document_that_was_read_inside_the_own_network_leads_to_http_there_alone(string? endpoint, bool expected) =>
        Assert.Equal(expected, BackChannelAddress.MayBeNamed("https://login.example/realms/a", new Uri("http://keycloak:8080/realms/a/.well-known/openid-configuration"), endpoint));

    [Fact]
    public void Where_the_issuer_is_http_so_may_be_its_endpoints() =>
        Assert.True(BackChannelAddress.MayBeNamed("http://127.0.0.1:8080/realms/a", new Uri("http://127.0.0.1:8080/realms/a/.well-known/openid-configuration"), "http://127.0.0.1:8081/token"));

    [Theory]
    [InlineData("http://keycloak:8080/d", "https://login.example/realms/a/revoke", "http://keycloak:8080/realms/a/revoke")]
    [InlineData("https://login.example/d", "https://login.example/realms/a/revoke", "https://login.example/realms/a/revoke")]
    [InlineData("http://keycloak:8080/d", "https://elsewhere.example/revoke", "https://elsewhere.example/revoke")]
    public void Public_endpoint_is_called_where_the_document_was_read_and_others_stay(string metadata, string endpoint, string called) =>
        Assert.Equal(new Uri(called), BackChannelAddress.WhereRead("https://login.example/realms/a", new Uri(metadata), new Uri(endpoint)));
}
