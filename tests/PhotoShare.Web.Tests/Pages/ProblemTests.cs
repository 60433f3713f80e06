using System.Net;
using Microsoft.AspNetCore.Builder;
using PhotoShare.Web.Problems;

namespace PhotoShare.Web.Tests.Pages;

public sealed class ProblemTests
{
    private const string Cause = "invalid_grant";

    public static TheoryData<string> All => [.. Samples.Problems.Keys];

    [Theory, MemberData(nameof(All))]
    public async Task Problem_says_what_happened_what_it_means_for_the_data_and_what_to_do(string name)
    {
        await using var site = await PagesSite.StartAsync();
        var problem = Samples.Problems[name];

        var response = await site.Browser.GetAsync($"/sample/problems/{name}");
        var html = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());

        Assert.Equal(problem.Status, (int)response.StatusCode);
        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.All([problem.Title, problem.WhatHappened, problem.YourData, problem.WhatNext], text => Assert.Contains(text, html));
        Assert.NotEmpty(problem.Actions);
        Assert.All(problem.Actions, action => Assert.Contains($"=\"{action.Address}\"", html));
    }

    [Fact]
    public async Task Cause_is_for_developers_only()
    {
        await using var production = await PagesSite.StartAsync("Production");
        await using var development = await PagesSite.StartAsync("Development");

        Assert.DoesNotContain(Cause, await ReadAsync(production, "/sample/problems/StateLost"));
        Assert.Contains(Cause, await ReadAsync(development, "/sample/problems/StateLost"));
    }

    [Fact]
    public async Task Unknown_address_gets_the_page_of_what_is_not_there()
    {
        await using var site = await PagesSite.StartAsync();

        var response = await site.Browser.GetAsync("/no/such/page");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains(ProblemCatalogue.NotFound.Title, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Exception_gets_a_page_that_does_not_quote_it()
    {
        await using var site = await PagesSite.StartAsync("Development",
            map: app => app.MapGet("/breaks", string () => throw new InvalidOperationException("code=S3cret")));

        var response = await site.Browser.GetAsync("/breaks");
        var html = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains(nameof(InvalidOperationException), html);
        Assert.DoesNotContain("S3cret", html);
    }

    [Fact]
    public async Task Form_without_a_token_gets_the_page_of_a_form_that_is_not_trusted()
    {
        await using var site = await PagesSite.StartAsync(
            map: app => app.MapPost("/change", ([Microsoft.AspNetCore.Mvc.FromForm] string? value) => value ?? "none"));

        var response = await site.Browser.PostAsync("/change", new FormUrlEncodedContent([]));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(ProblemCatalogue.FormNotTrusted.Title, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Picture_that_is_not_there_gets_a_bare_status()
    {
        await using var site = await PagesSite.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/connections/friendbook/photos/none/thumbnail");
        site.Browser.DefaultRequestHeaders.Clear();
        request.Headers.Add("Accept", "image/avif,image/webp,*/*;q=0.8");

        var response = await site.Browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    private static async Task<string> ReadAsync(PagesSite site, string address) =>
        await (await site.Browser.GetAsync(address)).Content.ReadAsStringAsync();

    [Theory]
    [InlineData(true, HttpStatusCode.ServiceUnavailable)]
    [InlineData(false, HttpStatusCode.InternalServerError)]
    public async Task A_database_that_is_away_is_told_apart_from_a_mistake_of_ours(bool isTransient, HttpStatusCode expected)
    {
        await using var site = await PagesSite.StartAsync(map: app => app.MapGet("/breaks", string () => throw new InvalidOperationException("Failed.", new DatabaseException(isTransient))));

        using var answer = await site.Browser.GetAsync("/breaks");

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(isTransient, (await answer.Content.ReadAsStringAsync()).Contains("PhotoShare cannot look that up", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GET", "/away?cursor=2", true)]
    [InlineData("GET", "/away?code=one&state=other", false)]
    [InlineData("POST", "/away", false)]
    public async Task What_is_over_soon_offers_the_same_page_again_unless_that_would_repeat_something(string method, string address, bool isOffered)
    {
        await using var site = await PagesSite.StartAsync(map: app => app.MapMethods("/away", ["GET", "POST"], string () => throw new DatabaseException(isTransient: true)));
        using var request = new HttpRequestMessage(new(method), address);

        using var answer = await site.Browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(isOffered, (await answer.Content.ReadAsStringAsync()).Contains("Try again</a>", StringComparison.Ordinal));
    }

    private sealed class DatabaseException(bool isTransient) : System.Data.Common.DbException
    {
        public override bool IsTransient => isTransient;
    }
}
