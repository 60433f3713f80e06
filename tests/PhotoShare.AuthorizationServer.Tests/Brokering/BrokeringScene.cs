using System.Collections.Specialized;
using System.Net;
using System.Web;
using Microsoft.EntityFrameworkCore;
using PhotoShare.AuthorizationServer.Accounts;
using PhotoShare.AuthorizationServer.Tests.SignIn;
using PhotoShare.OAuth;

namespace PhotoShare.AuthorizationServer.Tests.Brokering;

/// <summary>A browser that signs in at the identity provider of the realm <c>sea</c>.</summary>
public abstract class BrokeringScene : IClassFixture<PeopleServer>
{
    protected const string Endpoint = "/realms/sea/broker/land/endpoint";

    protected BrokeringScene(PeopleServer server)
    {
        Server = server;
        Tab = server.Browser();
        server.Provider.Reset();
    }

    protected PeopleServer Server { get; }

    private protected Browser Tab { get; }

    /// <summary>Each test has a person of its own at the provider.</summary>
    protected string Person { get; } = RandomValue.Create();

    private protected async Task<NameValueCollection> BeginAsync(Browser? own = null)
    {
        var answer = await (own ?? Tab).GetAsync($"/realms/sea/broker/land/login?continue={Uri.EscapeDataString(Browser.Continue)}");
        Assert.StartsWith("http://land.test/auth?", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        return HttpUtility.ParseQueryString(answer.Headers.Location.Query);
    }

    private protected async Task<HttpResponseMessage> EndAsync(NameValueCollection sent, string subject, string more = "")
    {
        Server.Provider.Says(subject, sent["nonce"]!, Server.Time.GetUtcNow());
        return await Tab.GetAsync($"{Endpoint}?code=c&state={sent["state"]}{more}");
    }

    private protected async Task<HttpResponseMessage> SignInAsync(string subject, Action<Dictionary<string, object>>? change = null)
    {
        var sent = await BeginAsync();
        Server.Provider.Says(subject, sent["nonce"]!, Server.Time.GetUtcNow());
        change?.Invoke(Server.Provider.Claims);
        return await Tab.GetAsync($"{Endpoint}?code=c&state={sent["state"]}");
    }

    private protected async Task NobodyIsSignedInAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.False(await Tab.IsSignedInAsync());
        Assert.Empty(await AccountsOfAsync(Person));
    }

    private protected Task<List<Account>> AccountsOfAsync(string subject) => Server.InAsync("sea", database => database.Set<FederatedIdentity>()
        .Where(identity => identity.Subject == subject && identity.Issuer == "http://land.test")
        .Join(database.Set<Account>(), identity => identity.AccountId, account => account.Id, (_, account) => account).ToListAsync());
}
