using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using PhotoShare.Web.Problems;
using PhotoShare.Web.Tests.Hosting;
using PhotoShare.Web.Tests.Pages;

namespace PhotoShare.Web.Tests.Photos;

/// <summary>What the person sees when photos can't be had.</summary>
public sealed class PhotoApiFailureTests(GarnetServer garnet)
{
    private const string Albums = "/connections/friendbook/albums";

    [Fact]
    public async Task Access_token_that_ended_on_the_way_is_refreshed_and_the_person_notices_nothing()
    {
        await using var api = await HostilePhotoApi.StartAsync();
        await using var web = await api.StartWebAsync(garnet);
        using var browser = await web.ConnectedAsync();
        string? ended = null;
        api.Takes = token => token != (ended ??= token);

        var page = await browser.GetAsync(Albums);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(2, api.Requests.Count);
    }

    [Fact]
    public async Task Grant_revoked_at_the_network_becomes_reconnect_needed_on_the_page_and_on_the_card()
    {
        await using var api = await HostilePhotoApi.StartAsync();
        await using var web = await api.StartWebAsync(garnet);
        using var browser = await web.ConnectedAsync();
        api.Takes = web.Friendbook.IsLive;
        web.Friendbook.RevokeEverything();

        var page = await browser.GetAsync(Albums);
        var cards = await browser.GetAsync("/connections");

        AssertShows(page, nameof(ProblemCatalogue.GrantRevoked));
        Assert.Contains("Reconnect needed", cards.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task API_that_refuses_a_fresh_token_too_is_not_asked_for_ever()
    {
        await using var api = await HostilePhotoApi.StartAsync();
        await using var web = await api.StartWebAsync(garnet);
        using var browser = await web.ConnectedAsync();
        api.Takes = _ => false;

        var page = await browser.GetAsync(Albums);

        AssertShows(page, nameof(ProblemCatalogue.GrantRevoked));
        Assert.Equal(2, api.Requests.Count);
    }

    [Fact]
    public async Task Authorization_server_that_is_down_when_a_refresh_is_due_loses_nothing()
    {
        await using var api = await HostilePhotoApi.StartAsync();
        await using var web = await api.StartWebAsync(garnet);
        using var browser = await web.ConnectedAsync();
        web.Clock.Advance(TimeSpan.FromMinutes(10));
        web.Friendbook.Tricks.Down = true;

        var page = await browser.GetAsync(Albums);
        web.Friendbook.Tricks.Down = false;
        var again = await browser.GetAsync(Albums);

        AssertShows(page, nameof(ProblemCatalogue.AuthorizationServerDownForRead));
        Assert.Contains("<a class=\"button\" href=\"\">Try again</a>", page.Body, StringComparison.Ordinal);
        Assert.Equal("60", Assert.Single(page.Headers.GetValues("Retry-After")));
        Assert.Equal(HttpStatusCode.OK, again.Status);
    }

    [Theory]
    [InlineData(500, nameof(ProblemCatalogue.ApiDown))]
    [InlineData(503, nameof(ProblemCatalogue.ApiDown))]
    [InlineData(429, nameof(ProblemCatalogue.ApiDown))]
    [InlineData(302, nameof(ProblemCatalogue.ApiDown))]
    [InlineData(504, nameof(ProblemCatalogue.ApiSlow))]
    [InlineData(404, nameof(ProblemCatalogue.NotFound))]
    [InlineData(400, nameof(ProblemCatalogue.BadRequest))]
    public async Task Status_of_the_API_becomes_a_page_that_a_person_understands(int status, string problem)
    {
        await using var api = await HostilePhotoApi.StartAsync();
        await using var web = await api.StartWebAsync(garnet);
        using var browser = await web.ConnectedAsync();
        api.Instead = context => Results.StatusCode(status).ExecuteAsync(context);

        AssertShows(await browser.GetAsync(Albums), problem);
    }

    [Theory]
    [InlineData(Albums)]
    [InlineData($"{Albums}/any")]
    [InlineData("/connections/friendbook/photos/any")]
    public async Task Trying_again_asks_for_the_same_page(string path)
    {
        await using var api = await HostilePhotoApi.StartAsync();
        await using var web = await api.StartWebAsync(garnet);
        using var browser = await web.ConnectedAsync();
        api.Instead = context => Results.StatusCode(504).ExecuteAsync(context);

        var page = await browser.GetAsync(path);

        AssertShows(page, nameof(ProblemCatalogue.ApiSlow));
        Assert.Contains(">Try again</a>", page.Body, StringComparison.Ordinal);
        Assert.Equal(page.Address, new Uri(page.Address, Regex.Match(page.Body, "href=\"([^\"]*)\">Try again").Groups[1].Value));
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"items":null,"next":null}""")]
    [InlineData("""{"items":[{"id":"a"}],"next":null}""")]
    public async Task Answer_that_is_not_the_contract_is_a_network_that_can_not_be_reached(string body)
    {
        await using var api = await HostilePhotoApi.StartAsync();
        await using var web = await api.StartWebAsync(garnet);
        using var browser = await web.ConnectedAsync();
        api.Instead = context => Results.Text(body, "application/json").ExecuteAsync(context);

        AssertShows(await browser.GetAsync(Albums), nameof(ProblemCatalogue.ApiDown));
    }

    [Fact]
    public async Task Endless_answer_is_cut_off()
    {
        await using var api = await HostilePhotoApi.StartAsync();
        await using var web = await api.StartWebAsync(garnet);
        using var browser = await web.ConnectedAsync();
        api.Instead = context => Results.Text(new string(' ', 2_000_000), "application/json").ExecuteAsync(context);

        AssertShows(await browser.GetAsync(Albums), nameof(ProblemCatalogue.ApiDown));
    }

    [Fact]
    public async Task API_that_is_gone_is_told_at_once()
    {
        var api = await HostilePhotoApi.StartAsync();
        await using var web = await api.StartWebAsync(garnet);
        using var browser = await web.ConnectedAsync();
        await api.DisposeAsync();

        AssertShows(await browser.GetAsync(Albums), nameof(ProblemCatalogue.ApiDown));
    }

    [Fact]
    public async Task API_that_takes_no_connection_is_told_as_one_that_is_gone()
    {
        // A queue of one that nobody empties: when it is full, the system lets whoever else comes wait.
        using var deaf = new TcpListener(IPAddress.Loopback, 0);
        deaf.Start(backlog: 1);
        var full = new List<TcpClient>();
        try
        {
            while (full.Count < 100 && await QueuesAsync(deaf.LocalEndpoint, full)) { }
            await using var web = await WebUnderTest.StartAsync(garnet, settings => settings["Networks:friendbook:ApiUrl"] = $"http://{deaf.LocalEndpoint}");
            using var browser = await web.ConnectedAsync();

            AssertShows(await browser.GetAsync(Albums), nameof(ProblemCatalogue.ApiDown));
        }
        finally
        {
            full.ForEach(client => client.Dispose());
        }
    }

    [Fact]
    public async Task API_that_does_not_answer_is_not_waited_for_longer_than_people_wait()
    {
        await using var api = await HostilePhotoApi.StartAsync();
        await using var web = await api.StartWebAsync(garnet);
        using var browser = await web.ConnectedAsync();
        using var given = new SemaphoreSlim(0);
        api.Instead = context => given.WaitAsync(context.RequestAborted);

        AssertShows(await browser.GetAsync(Albums), nameof(ProblemCatalogue.ApiSlow));
    }

    [Fact]
    public async Task Without_a_connection_there_is_a_way_to_make_one()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.SignedInAsync();

        var page = await browser.GetAsync(Albums);

        AssertShows(page, nameof(ProblemCatalogue.NotConnected));
        Assert.Contains("action=\"/connections/friendbook/connect\"", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_whose_instance_of_the_API_dies_is_answered_by_another()
    {
        await using var api = await HostilePhotoApi.StartAsync();
        await using var web = await api.StartWebAsync(garnet);
        using var browser = await web.ConnectedAsync();
        var before = api.Requests.Count;
        api.Instead = context =>
        {
            api.Instead = null;
            context.Abort();
            return Task.CompletedTask;
        };

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Albums)).Status);
        Assert.Equal(before + 2, api.Requests.Count);
    }

    private static async Task<bool> QueuesAsync(EndPoint listener, List<TcpClient> clients)
    {
        var client = new TcpClient();
        clients.Add(client);
        using var enough = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
        try
        {
            await client.ConnectAsync((IPEndPoint)listener, enough.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static void AssertShows(Page page, string name)
    {
        var problem = Samples.Problems[name];
        Assert.Equal(problem.Status, (int)page.Status);
        Assert.Contains(problem.Title, WebUtility.HtmlDecode(page.Body), StringComparison.Ordinal);
    }
}
