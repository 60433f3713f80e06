using System.Net;

namespace PhotoShare.AuthorizationServer.Tests.SignIn;

public sealed class PageTests(PeopleServer server) : IClassFixture<PeopleServer>
{
    [Theory]
    [InlineData("/realms/sea/login-actions/authenticate?continue=%2Frealms%2Fsea%2Fprotocol%2Fopenid-connect%2Fauth%3Fclient_id%3Dboat", HttpStatusCode.OK)]
    [InlineData("/realms/sea/login-actions/authenticate", HttpStatusCode.BadRequest)]
    [InlineData("/realms/sea/protocol/openid-connect/auth", HttpStatusCode.BadRequest)]
    [InlineData("/realms/sea/broker/land/endpoint?state=x", HttpStatusCode.BadRequest)]
    [InlineData("/realms/sea/broker/nobody/login", HttpStatusCode.NotFound)]
    [InlineData("/realms/sea/nothing", HttpStatusCode.NotFound)]
    [InlineData("/realms/nothing/at-all", HttpStatusCode.NotFound)]
    [InlineData("/nothing", HttpStatusCode.NotFound)]
    public async Task Every_page_has_the_headers_that_protect_it(string url, HttpStatusCode status)
    {
        var response = await server.Browser().GetAsync(url);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("form-action", policy, StringComparison.Ordinal);
        Assert.Equal("DENY", Assert.Single(response.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Page_has_no_script_and_no_inline_style()
    {
        var page = await (await server.Browser().GetAsync(Browser.SignInUrl())).Content.ReadAsStringAsync();
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("style=", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<style", page, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/realms/sea/resources/style.css", "text/css", "--realm")]
    [InlineData("/realms/sea/resources/theme.css", "text/css", "#1f5fbf")]
    [InlineData("/realms/sea/resources/icon.svg", "image/svg+xml", "#1f5fbf")]
    [InlineData("/resources/style.css", "text/css", "--realm")]
    public async Task What_pages_load_is_served_and_may_be_kept(string url, string type, string content)
    {
        var response = await server.Browser().GetAsync(url);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(content, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl!.Public);
    }

    [Fact]
    public async Task Page_names_its_realm()
    {
        var page = await (await server.Browser().GetAsync(Browser.SignInUrl())).Content.ReadAsStringAsync();
        Assert.Contains("<title>Sign in to The Sea", page, StringComparison.Ordinal);
        Assert.Contains("The Sea</p></header>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("external", "203.0.113.7", HttpStatusCode.Forbidden)]
    [InlineData("external", "192.168.1.7", HttpStatusCode.OK)]
    [InlineData("external", "::1", HttpStatusCode.OK)]
    [InlineData("all", "127.0.0.1", HttpStatusCode.Forbidden)]
    [InlineData("none", "203.0.113.7", HttpStatusCode.OK)]
    public async Task Realm_answers_over_https_only_where_it_says_so(string required, string remote, HttpStatusCode status)
    {
        await using var own = new PeopleServer { Change = realm => realm["sslRequired"] = required };
        var context = await own.Server.SendAsync(http =>
        {
            http.Request.Path = "/realms/sea/.well-known/openid-configuration";
            http.Connection.RemoteIpAddress = IPAddress.Parse(remote);
        });
        Assert.Equal((int)status, context.Response.StatusCode);
    }
}
