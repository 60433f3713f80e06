using System.Net;
using PhotoShare.Dance.Dances;
using PhotoShare.Dance.Tests.Samples;

namespace PhotoShare.Dance.Tests.Pages;

public sealed class DanceListTests
{
    [Fact]
    public async Task Every_dance_is_listed_with_its_client_outcome_hops_and_times()
    {
        await using var host = new PagesHost();
        var row = Row(await host.ReadAsync("/"), SampleDances.Id(1));

        Assert.Contains("Connect Instapic", row);
        Assert.Contains(">photoshare<", row);
        Assert.Contains(">done<", row);
        Assert.Contains(">29<", row);
        Assert.Contains("20.5 s", row);
        Assert.Contains("1.2 s without the person", row);
        Assert.Contains("1 read, 1 refresh, 1 disconnect", row);
    }

    [Fact]
    public async Task Sign_ins_are_listed_apart_and_followers_only_below_their_dance()
    {
        await using var host = new PagesHost();
        var page = await host.ReadAsync("/");

        var signIns = page.IndexOf("id=\"list-sign-in\"", StringComparison.Ordinal);
        Assert.True(signIns > page.IndexOf(SampleDances.Id(1), StringComparison.Ordinal));
        Assert.True(page.IndexOf(SampleDances.Id(5), StringComparison.Ordinal) > signIns);
        Assert.DoesNotContain($"href=\"/dances/{SampleDances.Id(6)}\"", page);
        Assert.DoesNotContain("list-others", page);
    }

    [Fact]
    public async Task A_follower_whose_dance_is_gone_stands_on_its_own()
    {
        await using var host = new PagesHost();
        host.Dances.Put(SampleDances.Read() with { Id = SampleDances.Id(77), Follows = SampleDances.Id(99) });

        var page = await host.ReadAsync("/");

        Assert.True(page.IndexOf(SampleDances.Id(77), StringComparison.Ordinal) > page.IndexOf("id=\"list-others\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("network=instapic", new[] { 1 }, new[] { 2, 3, 4, 5 })]
    [InlineData("outcome=refused", new[] { 2 }, new[] { 1, 3, 4, 5 })]
    [InlineData("outcome=under_way", new[] { 4 }, new[] { 1, 2, 3, 5 })]
    [InlineData("rule=any", new[] { 3, 9 }, new[] { 1, 2, 4, 5 })]
    [InlineData("rule=no_token_in_front", new[] { 3 }, new[] { 1, 2, 4, 5, 9 })]
    [InlineData("network=friendbook&outcome=failed&rule=", new[] { 3 }, new[] { 1, 2, 4, 5 })]
    [InlineData("network=%3Cscript%3E", new int[0], new[] { 1, 2, 3, 4, 5, 9 })]
    public async Task Filters_take_what_they_name(string query, int[] shown, int[] hidden)
    {
        await using var host = new PagesHost();
        var page = await host.ReadAsync($"/?{query}");

        Assert.All(shown, number => Assert.Contains($"/dances/{SampleDances.Id(number)}\"", page));
        Assert.All(hidden, number => Assert.DoesNotContain($"/dances/{SampleDances.Id(number)}\"", page));
    }

    [Fact]
    public async Task Where_nobody_has_danced_the_page_says_what_to_do()
    {
        await using var host = new PagesHost();
        host.Dances.Clear();

        var page = await host.ReadAsync("/");

        Assert.Contains("Nobody has danced yet", page);
        Assert.Contains("<strong>Connect</strong>", page);
        Assert.DoesNotContain("<form", page);
    }

    [Theory]
    [InlineData("/dances/00000000000000000000000000000000", "kept for 24 hours")]
    [InlineData("/dances/nothing", "no such page")]
    [InlineData("/nowhere/at/all", "no such page")]
    public async Task What_is_not_there_is_a_page_with_status_404(string path, string says)
    {
        await using var host = new PagesHost();
        using var visitor = host.Visitor();
        visitor.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var answer = await visitor.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(says, await answer.Content.ReadAsStringAsync());
    }

    private static string Row(string page, string id)
    {
        var from = page.IndexOf($"data-key=\"{id}\"", StringComparison.Ordinal);
        return page[from..page.IndexOf("</tr>", from, StringComparison.Ordinal)];
    }
}
