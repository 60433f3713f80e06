#!/usr/bin/env dotnet
#:project ../PhotoShare.OAuth/PhotoShare.OAuth.csproj
#:package Microsoft.Playwright
#:include proto.cs
#:property PublishAot=false
// Ends one span after another, sends each at once, and tells how long it takes until a page of PhotoShare.Dance shows its hop; perf/live.sh starts Dance.
// Once as the page's script does it, by HTTP alone: told by an event, it asks for the page. Then in Chromium, until the frame after the hop is in the document.
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Playwright;
using PhotoShare.OAuth.Hops;

// A dance has about so many.
const int HopsOfADance = 20;
var options = args.Chunk(2).ToDictionary(pair => pair[0].TrimStart('-'), pair => pair[1]);
var (dance, key) = (options["dance"], options["key"]);
var spans = int.Parse(options.GetValueOrDefault("spans", "200"), CultureInfo.InvariantCulture);
using var http = new HttpClient(new SocketsHttpHandler()) { Timeout = TimeSpan.FromSeconds(30) };

var byHttp = new List<double>();
while (byHttp.Count < spans) await ByHttpAsync(await Watched.BeginAsync(http, dance, key));
var median = Tell("by HTTP", byHttp);

if (options.GetValueOrDefault("browser") is { Length: > 0 } chromium)
{
    using var playwright = await Playwright.CreateAsync();
    await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
    var page = await browser.NewPageAsync();
    var inBrowser = new List<double>();
    while (inBrowser.Count < spans) await InBrowserAsync(page, await Watched.BeginAsync(http, dance, key), inBrowser);
    median = Tell("in Chromium", inBrowser);
}
return median > 500 ? 1 : 0;

async Task ByHttpAsync(Watched watched)
{
    using var events = new StreamReader(await http.GetStreamAsync(new Uri($"{watched.Address}/events")));
    // The first event tells only that it listens.
    await ToldAsync(events);
    var shown = await ShownAsync(watched);
    for (var i = 0; i < HopsOfADance && byHttp.Count < spans; i++)
    {
        await Task.Delay(Random.Shared.Next(150, 400));
        var end = await watched.HopAsync();
        for (var now = shown; now == shown; now = await ShownAsync(watched)) await ToldAsync(events);
        byHttp.Add((TimeProvider.System.GetUtcNow() - end).TotalMilliseconds);
        shown = await ShownAsync(watched);
    }
}

async Task InBrowserAsync(IPage page, Watched watched, List<double> times)
{
    await page.GotoAsync($"{watched.Address}?view=front-row");
    for (var i = 0; i < HopsOfADance && times.Count < spans; i++)
    {
        await Task.Delay(Random.Shared.Next(150, 400));
        await page.EvaluateAsync("""
            () => {
              const main = document.getElementById("main"), count = () => main.querySelectorAll("[data-key^=hop-]").length, before = count();
              window.seen = new Promise(seen => new MutationObserver((_, observer) => {
                if (count() === before) return;
                observer.disconnect();
                requestAnimationFrame(() => seen(performance.timeOrigin + performance.now()));
              }).observe(main, { childList: true, subtree: true }));
            }
            """);
        var end = await watched.HopAsync();
        times.Add(await page.EvaluateAsync<double>("() => window.seen") - (end - DateTimeOffset.UnixEpoch).TotalMilliseconds);
    }
}

static async Task ToldAsync(StreamReader events)
{
    while (await events.ReadLineAsync() is { } line)
        if (line.StartsWith("data:", StringComparison.Ordinal)) return;
    throw new InvalidOperationException("The events ended.");
}

async Task<int> ShownAsync(Watched watched) =>
    (await http.GetStringAsync(new Uri($"{watched.Address}?view=front-row"))).Split("data-key=\"hop-").Length - 1;

static double Tell(string how, List<double> times)
{
    times.Sort();
    var (median, late) = (times[times.Count / 2], times[(int)(times.Count * 0.95)]);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{how}: from the end of a span to its hop on the page {median:0} ms at the median, {late:0} ms at the 95th percentile, of {times.Count}"));
    return median;
}

/// <summary>A dance under way, of which spans are ended by hand.</summary>
internal sealed class Watched(HttpClient http, string dance, string key)
{
    private readonly byte[] trace = RandomNumberGenerator.GetBytes(16), root = RandomNumberGenerator.GetBytes(8);

    public string Address => $"{dance}/dances/{Convert.ToHexStringLower(trace)}";

    public static async Task<Watched> BeginAsync(HttpClient http, string dance, string key)
    {
        var watched = new Watched(http, dance, key);
        await watched.SendAsync(watched.root, null, HopSteps.Start, Party.Browser, Party.Client("photoshare"));
        var patience = Stopwatch.StartNew();
        while (true)
        {
            using var page = await http.GetAsync(new Uri(watched.Address));
            if (page.IsSuccessStatusCode) return watched;
            if (patience.Elapsed > TimeSpan.FromSeconds(10)) throw new InvalidOperationException("Dance does not show the dance.");
            await Task.Delay(20);
        }
    }

    /// <returns>When the span ended.</returns>
    public Task<DateTimeOffset> HopAsync() =>
        SendAsync(RandomNumberGenerator.GetBytes(8), root, HopSteps.ResourceRequest, Party.Client("photoshare"), Party.ResourceServer("friendbook"));

    private async Task<DateTimeOffset> SendAsync(byte[] id, byte[]? parent, HopStep step, Party from, Party to)
    {
        var end = TimeProvider.System.GetUtcNow();
        using var span = new Proto();
        span.Bytes(1, trace);
        span.Bytes(2, id);
        if (parent is not null) span.Bytes(4, parent);
        span.Text(5, step.Title);
        span.Number(6, 1);
        span.Fixed(7, Nanoseconds(end.AddMilliseconds(-5)));
        span.Fixed(8, Nanoseconds(end));
        span.Attribute(9, HopAttributes.Step, step.Id);
        span.Attribute(9, HopAttributes.Channel, step.Channel == HopChannel.Front ? "front" : "back");
        span.Attribute(9, HopAttributes.From, from.ToString());
        span.Attribute(9, HopAttributes.To, to.ToString());
        if (parent is null) span.Attribute(9, HopAttributes.DanceKind, "connect");
        using var answer = await Proto.SendAsync(http, dance, key, Proto.Export([("web", span.ToArray())]));
        answer.EnsureSuccessStatusCode();
        return end;
    }

    private static long Nanoseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * 100;
}
