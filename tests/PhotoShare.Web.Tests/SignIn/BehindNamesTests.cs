using System.Net;
using Microsoft.IdentityModel.JsonWebTokens;
using PhotoShare.Web.Tests.Hosting;

namespace PhotoShare.Web.Tests.SignIn;

/// <summary>Production: authorization servers have a public name for browsers and issuers, and Web calls them where they are, without TLS.</summary>
public sealed class BehindNamesTests(GarnetServer garnet)
{
    [Fact]
    public async Task Public_names_are_for_issuers_and_browsers_and_internal_addresses_for_transport_alone()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, settings => settings["Environment"] = "Production", behindNames: true);
        using var browser = await web.ConnectedAsync();

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/connections/friendbook/albums")).Status);
        Assert.Contains(browser.Visited, address => address.AbsoluteUri.StartsWith("https://login.example/authorize?", StringComparison.Ordinal));
        Assert.Contains(browser.Visited, address => address.AbsoluteUri.StartsWith("https://login.friendbook.example/authorize?", StringComparison.Ordinal));
        // What is internal, no browser hears of.
        Assert.DoesNotContain(web.SignIn.Address, browser.Seen, StringComparison.Ordinal);
        Assert.DoesNotContain(web.Friendbook.Address, browser.Seen, StringComparison.Ordinal);
        // Client assertions are for the issuer, wherever they are sent (RFC 7523 section 3).
        Assert.All((HostileServer[])[web.SignIn, web.Friendbook], server => Assert.All(server.Requests.Where(request => request.Form.ContainsKey("client_assertion")),
            request => Assert.Equal(server.PublicAddress, Assert.Single(new JsonWebToken(request.Form["client_assertion"]).Audiences))));
        Assert.NotEmpty(web.Friendbook.To("/par"));
    }

    [Fact]
    public async Task A_sign_in_server_that_names_an_http_address_elsewhere_gets_no_assertion()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, behindNames: true);
        web.SignIn.Tricks.BackChannelAddress = web.Instapic.Address;
        using var browser = web.NewBrowser();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.GetAsync("/sign-in")).Status);
        Assert.DoesNotContain(web.Instapic.Requests, request => request.Form.Count > 0);
    }

    [Fact]
    public async Task A_network_that_names_an_http_address_elsewhere_gets_no_assertion()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, behindNames: true);
        using var browser = await web.SignedInAsync();
        web.Friendbook.Tricks.BackChannelAddress = web.Instapic.Address;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.StartConnectingAsync()).Status);
        Assert.Empty(web.Instapic.Requests);
    }
}
