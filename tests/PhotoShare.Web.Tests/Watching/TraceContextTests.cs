using System.Diagnostics;
using PhotoShare.Web.Tests.Hosting;

namespace PhotoShare.Web.Tests.Watching;

/// <summary>Whose trace context counts.</summary>
public sealed class TraceContextTests(GarnetServer garnet)
{
    private const string KeySet = "/.well-known/jwks.json";

    public static TheoryData<string, string> Browsers => new()
    {
        { "Sec-Fetch-Mode", "navigate" },
        { "Cookie", "a=b" },
        { "User-Agent", "Mozilla/5.0 (X11; Linux x86_64)" },
    };

    [Theory, MemberData(nameof(Browsers))]
    public async Task A_trace_that_a_browser_sends_is_not_taken_up(string header, string value)
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        var sent = ActivityTraceId.CreateRandom().ToHexString();

        await AskAsync(web, "/sign-in", sent, (header, value));

        var start = await web.Recorded.HopsOfAsync(web.Recorded.All.First(span => span.Step == "redirect_out" && span["url.full"] == $"{web.SignIn.Issuer}/authorize").TraceId);
        Assert.NotEmpty(start);
        Assert.DoesNotContain(web.Recorded.All, span => span.TraceId == sent);
    }

    [Fact]
    public async Task A_server_that_asks_for_our_keys_is_a_hop_of_the_trace_that_it_brings()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        var sent = ActivityTraceId.CreateRandom().ToHexString();

        await AskAsync(web, KeySet, sent);

        var hop = Assert.Single(await web.Recorded.HopsOfAsync(sent, hops => hops.Count > 0));
        Assert.Equal("key_set ? → client@photoshare", hop.ToString());
    }

    [Fact]
    public async Task A_browser_that_looks_at_our_keys_is_not_taken_for_a_server()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        var sent = ActivityTraceId.CreateRandom().ToHexString();

        await AskAsync(web, KeySet, sent, ("Sec-Fetch-Mode", "navigate"));
        await AskAsync(web, KeySet, sent);

        Assert.Single(await web.Recorded.HopsOfAsync(sent, hops => hops.Count > 0));
        Assert.DoesNotContain(web.Recorded.All, span => span.Step == "key_set" && span.ParentSpanId == default(ActivitySpanId).ToHexString());
    }

    private static async Task AskAsync(WebUnderTest web, string address, string trace, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, WebUnderTest.Address + address);
        request.Headers.Add("traceparent", $"00-{trace}-00f067aa0ba902b7-01");
        request.Headers.Add("tracestate", "theirs=1");
        request.Headers.Add("baggage", "theirs=1");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await web.Browsers.SendAsync(request, default);
    }
}
