using System.Text.RegularExpressions;
using PhotoShare.Dance.Picture;
using PhotoShare.Dance.Tests.Samples;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Tests.Pages;

public sealed partial class DancePageTests
{
    [Fact]
    public async Task The_front_row_lists_every_hop_in_order_with_from_to_and_channel()
    {
        await using var host = new PagesHost();
        var page = await host.ReadAsync($"/dances/{SampleDances.Id(1)}?view=front-row");

        Assert.Equal(Enumerable.Range(1, 29).Select(number => $"{number}"), HopKeys().Matches(page).Select(match => match.Groups[1].Value));
        var callback = Hop(page, 19);
        Assert.Contains("Callback", callback);
        Assert.Contains("PhotoShare, client", callback);
        Assert.Contains(">front channel<", callback);
        Assert.Contains("The person's time: deciding, 5.4 s", page);
    }

    [Fact]
    public async Task What_two_hops_spoke_of_has_one_mark_and_leads_from_one_to_the_other()
    {
        await using var host = new PagesHost();
        var page = await host.ReadAsync($"/dances/{SampleDances.Id(1)}?view=front-row");
        var code = Story.Print("c1");

        var look = MarkOf(Hop(page, 18), code);
        Assert.NotNull(look);
        Assert.Equal(look, MarkOf(Hop(page, 20), code));
        Assert.NotEqual(look, MarkOf(Hop(page, 12), Story.Print("c2")));
        Assert.Contains($"<a class=\"{look}\" href=\"#hop-20\">20</a>", Hop(page, 18));
        Assert.Null(MarkOf(Hop(page, 20), Story.Print("v1")));
    }

    [Fact]
    public async Task An_open_hop_tells_what_was_said_who_could_have_heard_it_its_rule_and_its_span()
    {
        await using var host = new PagesHost();
        var hop = Hop(await host.ReadAsync($"/dances/{SampleDances.Id(1)}?view=front-row"), 20);

        Assert.Contains("protocol/openid-connect/token", hop);
        Assert.Contains("authorization_code", hop);
        Assert.Contains("server to server. On the wire, TLS keeps it closed. Here there was no TLS", hop);
        Assert.Contains("https://www.rfc-editor.org/rfc/rfc6749#section-10.3", hop);
        Assert.Contains("Redeemed once, 38 ms after it had come back.", hop);
        Assert.Contains("web and keycloak", hop);
        Assert.Contains("7d3c9f0e52b14a66a0fd3c2b91e84c10", hop);
        Assert.Contains("6 spans that are no hops", hop);
        Assert.Contains($"href=\"{PagesHost.Dashboard}/traces/detail/{SampleDances.Id(1)}?spanId=0000000000000014\"", hop);
        Assert.DoesNotContain("t=secret", hop);
    }

    [Fact]
    public async Task The_balcony_tells_five_steps_and_what_became_of_them()
    {
        await using var host = new PagesHost();
        var page = await host.ReadAsync($"/dances/{SampleDances.Id(1)}");

        Assert.Equal(5, StepKeys().Count(page));
        Assert.Contains("You ask PhotoShare to connect your account", page);
        Assert.Contains("Instapic let Friendbook say who you are, and you signed in there: a federation.", page);
        Assert.Contains("The grant was redeemed 18 ms after it had come back.", page);
        Assert.Contains("id=\"hop-20\"", page);
        Assert.Contains($"href=\"/dances/{SampleDances.Id(1)}?view=front-row#hop-20\"", page);
    }

    [Fact]
    public async Task A_broken_rule_is_marked_in_the_picture_on_the_hop_and_among_the_rules()
    {
        await using var host = new PagesHost();
        var page = await host.ReadAsync($"/dances/{SampleDances.Id(3)}?view=front-row");

        Assert.Contains(">rule broken</text>", Hop(page, 7));
        Assert.Contains("A token in an address is in the history", Hop(page, 7));
        Assert.Contains("broken", page[page.IndexOf("id=\"rules\"", StringComparison.Ordinal)..]);
        Assert.DoesNotContain(">rule broken</text>", Hop(page, 6));
    }

    [Fact]
    public async Task What_came_later_stands_below_a_dance_in_the_order_of_time_and_leads_back()
    {
        await using var host = new PagesHost();
        var dance = await host.ReadAsync($"/dances/{SampleDances.Id(1)}");
        var later = await host.ReadAsync($"/dances/{SampleDances.Id(7)}");

        Assert.Contains($"href=\"/dances/{SampleDances.Id(6)}\"", dance);
        Assert.Contains($"href=\"/dances/{SampleDances.Id(8)}\"", dance);
        Assert.Contains("What it follows", later);
        Assert.Contains($"href=\"/dances/{SampleDances.Id(1)}\"", later);
    }

    [Fact]
    public void Each_step_of_the_protocol_is_told_with_its_sources() => Assert.All(HopSteps.All, step =>
    {
        var telling = Overheard.Of(step);
        Assert.All(telling.Sources.Split(';', StringSplitOptions.TrimEntries), source => Assert.NotNull(PhotoShare.Dance.Pages.SpecificationAddress.Of(source)));
        Assert.All([telling.What, telling.Could, telling.CouldNot, telling.IfOverheard], text => Assert.EndsWith(".", text));
    });

    private static string Hop(string page, int number)
    {
        var from = page.IndexOf($"data-key=\"hop-{number}\"", StringComparison.Ordinal);
        return page[from..page.IndexOf("</details>", from, StringComparison.Ordinal)];
    }

    private static string? MarkOf(string hop, string fingerprint) =>
        Regex.Match(hop, $"class=\"chip ?(m[0-9]+)?\" title=\"{fingerprint}\"") is { Success: true } match && match.Groups[1].Success ? match.Groups[1].Value : null;

    [GeneratedRegex("data-key=\"hop-([0-9]+)\"")]
    private static partial Regex HopKeys();

    [GeneratedRegex("data-key=\"step-[0-9]+\"")]
    private static partial Regex StepKeys();
}
