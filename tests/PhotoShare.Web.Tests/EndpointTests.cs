using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PhotoShare.Web.Tests.Hosting;

namespace PhotoShare.Web.Tests;

public sealed partial class EndpointTests(GarnetServer garnet)
{
    [Fact]
    public async Task Every_endpoint_says_who_may_call_it()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        var silent = Endpoints(web).Where(endpoint => endpoint.Metadata.GetMetadata<IAuthorizeData>() is null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null);
        // MapStaticAssets adds the one that remains, for files that were not published; it has no convention to say so.
        Assert.Equal(["Fallback {**path:file}"], silent.Select(endpoint => endpoint.DisplayName));
    }

    [Fact]
    public async Task Every_POST_without_our_form_is_refused_and_without_a_session_too()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var signedIn = await web.SignedInAsync();
        using var stranger = web.NewBrowser();
        var posts = Endpoints(web).Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/')).Select(path => Parameters().Replace(path, "friendbook")).ToList();

        Assert.True(posts.Count >= 6);
        foreach (var post in posts)
        {
            Assert.Equal(400, (int)(await signedIn.PostAsync(post, [])).Status);
            Assert.Contains((int)(await stranger.PostAsync(post, [])).Status, (int[])[400, 401]);
        }
        Assert.Empty(web.Friendbook.Requests);
    }

    [Fact]
    public async Task A_network_that_is_not_configured_is_not_found()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.SignedInAsync();
        foreach (var address in (string[])["/connections/nobook/keep", "/connections/nobook/callback?state=x", "/connections/nobook/problem/StateLost", "/connections/friendbook/problem/Nonsense", "/connections/friendbook/problem/99"])
            Assert.Equal(404, (int)(await browser.GetAsync(address)).Status);
    }

    [Fact]
    public async Task A_forged_host_changes_no_redirect_uri()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://evil.example/sign-in");
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        using var response = await web.Browsers.SendAsync(request, default);
        Assert.Equal("http://localhost:5010/signin-oidc", Assert.Single(web.SignIn.To("/par")).Form["redirect_uri"]);
    }

    [Fact]
    public async Task Pages_allow_forms_to_us_and_the_configured_servers_only()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = web.NewBrowser();
        var page = await browser.GetAsync("/");
        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains($"form-action 'self' {web.Friendbook.Issuer} {web.Instapic.Issuer} {web.SignIn.Issuer}", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    private static IEnumerable<RouteEndpoint> Endpoints(WebUnderTest web) =>
        web.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    [GeneratedRegex("\\{[^}]+\\}")]
    private static partial Regex Parameters();
}
