#!/usr/bin/env dotnet
// Dances with a running PhotoShare as a browser does, by HTTP alone, and tells how fast and at what cost.
//   dotnet run perf/dance.cs -- --web http://localhost:5010 --dances 100 --at-once 2 [--network friendbook] [--host PID] [--dance http://127.0.0.1:5040]
// Each dance: press Connect, push, redirect, sign in where asked, consent, callback, redemption, keep, read the albums.
// Prints dances per second, and the processor time of each PhotoShare process per dance (Linux: /proc); with --host only of those that this AppHost started.
// With --dance it asks PhotoShare.Dance, too, how many of its requests of the authorization server were joined to their dances; exit code 1 if one was not.
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

var options = args.Chunk(2).ToDictionary(pair => pair[0].TrimStart('-'), pair => pair[1]);
var web = new Uri(options.GetValueOrDefault("web", "http://localhost:5010"));
var dances = int.Parse(options.GetValueOrDefault("dances", "100"), CultureInfo.InvariantCulture);
var atOnce = int.Parse(options.GetValueOrDefault("at-once", "1"), CultureInfo.InvariantCulture);
var network = options.GetValueOrDefault("network", "friendbook");
var host = options.TryGetValue("host", out var pid) ? int.Parse(pid, CultureInfo.InvariantCulture) : 0;
using var joined = options.TryGetValue("dance", out var dance) ? await Joined.BeginAsync(new Uri(dance)) : null;
// One person dances one dance at a time; the demo has two of them.
var dancers = await Task.WhenAll(Dancer.People.Take(atOnce).Select(name => Dancer.SignInAsync(web, network, name)));
foreach (var dancer in dancers) await dancer.DanceAsync();

var before = Processor.Seconds(host);
var clock = Stopwatch.StartNew();
var left = dances;
await Task.WhenAll(dancers.Select(async dancer =>
{
    while (Interlocked.Decrement(ref left) >= 0) await dancer.DanceAsync();
}));
var seconds = clock.Elapsed.TotalSeconds;
Array.ForEach(dancers, dancer => dancer.Dispose());
// What is exported in the background belongs to the dances.
await Task.Delay(TimeSpan.FromSeconds(2));
var after = Processor.Seconds(host);

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"dances {dances} in {seconds:0.00} s, {dances / seconds:0.00} dances/s"));
foreach (var (name, spent) in after.Select(pair => (pair.Key, pair.Value - before.GetValueOrDefault(pair.Key))).Where(pair => pair.Item2 > 0).OrderByDescending(pair => pair.Item2))
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cpu {name} {spent * 1000 / dances:0.0} ms/dance"));
return joined is null || await joined.TellAsync(dancers.Sum(dancer => dancer.FrontChannel)) ? 0 : 1;

internal sealed partial class Dancer : IDisposable
{
    public static readonly string[] People = ["ada", "ben"];

    private readonly HttpClient http;
    private readonly Uri web;
    private readonly string network, name;

    private Dancer(Uri web, string network, string name)
    {
        (this.web, this.network, this.name) = (web, network, name);
        http = new HttpClient(new Cookies { InnerHandler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false } });
    }

    /// <summary>How many requests it has sent to another than Web.</summary>
    public int FrontChannel { get; private set; }

    public static async Task<Dancer> SignInAsync(Uri web, string network, string name)
    {
        var dancer = new Dancer(web, network, name);
        var page = await dancer.AnswerAsync(await dancer.GetAsync(new Uri(web, "/connections")));
        if (!page.Html.Contains("Connected accounts", StringComparison.Ordinal)) throw new InvalidOperationException($"{name} could not sign in: {page.Address.GetLeftPart(UriPartial.Path)}");
        return dancer;
    }

    public async Task DanceAsync()
    {
        var accounts = await GetAsync(new Uri(web, "/connections"));
        var token = Field(accounts.Html, "__RequestVerificationToken");
        var page = await AnswerAsync(await PostAsync(new Uri(web, $"/connections/{network}/connect"), [new("__RequestVerificationToken", token)]));
        if (!page.Address.AbsolutePath.EndsWith("/keep", StringComparison.Ordinal)) throw new InvalidOperationException($"The dance ended at {page.Address.GetLeftPart(UriPartial.Path)}.");
        await PostAsync(new Uri(web, $"/connections/{network}/keep"), [new("__RequestVerificationToken", Field(page.Html, "__RequestVerificationToken"))]);
        await GetAsync(new Uri(web, $"/connections/{network}/albums"));
    }

    public void Dispose() => http.Dispose();

    // Fills what the realm asks for, until the browser is back at Web.
    private async Task<Page> AnswerAsync(Page page)
    {
        for (var turn = 0; page.Address.Authority != web.Authority && turn < 6; turn++)
        {
            var form = Form().Matches(page.Html).Select(match => match.Value)
                .FirstOrDefault(form => form.Contains("password", StringComparison.Ordinal) || Yes().IsMatch(form))
                ?? throw new InvalidOperationException($"No form at {page.Address.GetLeftPart(UriPartial.Path)}.");
            var fields = Inputs().Matches(form).Where(match => match.Value.Contains("hidden", StringComparison.Ordinal)).Select(match => (Attribute(match.Value, "name"), Attribute(match.Value, "value"))).Where(field => field.Item1.Length > 0).Select(field => KeyValuePair.Create(field.Item1, field.Item2)).ToList();
            if (form.Contains("password", StringComparison.Ordinal)) fields.AddRange([new("username", name), new("password", $"demo-{name}")]);
            else if (Yes().Match(form) is { Success: true } yes) fields.Add(new(Attribute(yes.Value, "name"), Attribute(yes.Value, "value")));
            page = await PostAsync(new Uri(page.Address, WebUtility.HtmlDecode(Attribute(form, "action"))), fields);
        }
        return page;
    }

    private Task<Page> GetAsync(Uri address) => AskAsync(address, () => http.GetAsync(address));

    private async Task<Page> PostAsync(Uri address, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var form = new FormUrlEncodedContent(fields);
        return await AskAsync(address, () => http.PostAsync(address, form));
    }

    // Follows redirects by hand: each is a request of its own to count.
    private async Task<Page> AskAsync(Uri address, Func<Task<HttpResponseMessage>> ask)
    {
        for (var turn = 0; turn < 20; turn++)
        {
            if (address.Authority != web.Authority) FrontChannel++;
            using var response = await ask();
            if (response.Headers.Location is { } location && (int)response.StatusCode is >= 300 and < 400)
            {
                var next = address = new Uri(address, location);
                ask = () => http.GetAsync(next);
                continue;
            }
            var html = await response.Content.ReadAsStringAsync();
            return response.IsSuccessStatusCode ? new Page(address, html)
                : throw new InvalidOperationException($"{address.GetLeftPart(UriPartial.Path)} answered {(int)response.StatusCode}.");
        }
        throw new InvalidOperationException($"Too many redirects: {address.GetLeftPart(UriPartial.Path)}.");
    }

    private static string Field(string html, string name) =>
        WebUtility.HtmlDecode(Attribute(Inputs().Matches(html).First(match => Attribute(match.Value, "name") == name).Value, "value"));

    private static string Attribute(string tag, string name) => WebUtility.HtmlDecode(Regex.Match(tag, $"\\b{name}=\"([^\"]*)\"").Groups[1].Value);

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Inputs();

    // The stand-in's button has a value, Keycloak's an id.
    [GeneratedRegex("<(?:button|input)[^>]*(?:value=\"(?:Yes|yes)\"|id=\"kc-login\")[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Yes();

    private sealed record Page(Uri Address, string Html);
}

/// <summary>Keeps cookies as browsers do: to them loopback is secure without TLS (Secure Contexts section 3.1), and Keycloak marks its cookies so.</summary>
internal sealed partial class Cookies : DelegatingHandler
{
    private readonly CookieContainer cookies = new(300);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        if (cookies.GetCookieHeader(address) is { Length: > 0 } cookie) request.Headers.Add("Cookie", cookie);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
            foreach (var one in set) cookies.SetCookies(address, Secure().Replace(one, ""));
        return response;
    }

    [GeneratedRegex("; *secure(?=;|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Secure();
}

/// <summary>Asks PhotoShare.Dance which of the authorization server's front-channel requests it has joined.</summary>
internal sealed partial class Joined : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private readonly HttpClient http = new(new SocketsHttpHandler());
    private readonly Uri dance;
    private HashSet<string> before = [];

    private Joined(Uri dance) => this.dance = dance;

    public static async Task<Joined> BeginAsync(Uri dance)
    {
        var joined = new Joined(dance);
        joined.before = await joined.DancesAsync();
        return joined;
    }

    /// <returns>Whether all were.</returns>
    public async Task<bool> TellAsync(int made)
    {
        var (dances, count) = (0, 0);
        // The last ones come with the exporters' next round, and may wait for what says where they belong.
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience && count < made; await Task.Delay(TimeSpan.FromSeconds(3))) (dances, count) = await CountAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"joined {count} of {made} front-channel requests of the authorization server, {100.0 * count / made:0.0} %, in {dances} dances"));
        return count == made;
    }

    public void Dispose() => http.Dispose();

    // Each request came as a trace of its own, whose id its hops still have: some are more than one hop.
    private async Task<(int Dances, int Joined)> CountAsync()
    {
        var (ids, traces) = (await DancesAsync(), new HashSet<string>());
        ids.ExceptWith(before);
        foreach (var id in ids)
        {
            using var json = JsonDocument.Parse(await http.GetStringAsync(new Uri(dance, $"/dances/{id}.json")));
            traces.UnionWith(json.RootElement.GetProperty("hops").EnumerateArray().Where(hop => hop.GetProperty("channel").GetString() == "front" && hop.TryGetProperty("originalTraceId", out _)
                && hop.GetProperty("recordedBy").EnumerateArray().Any(service => service.GetString() == "keycloak")).Select(hop => hop.GetProperty("originalTraceId").GetString()!));
        }
        return (ids.Count, traces.Count);
    }

    private async Task<HashSet<string>> DancesAsync() => [.. Ids().Matches(await http.GetStringAsync(new Uri(dance, "/"))).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("/dances/([0-9a-f]{32})")]
    private static partial Regex Ids();
}

internal static class Processor
{
    // Of processes whose command line names a part of PhotoShare, by that name; of a host's only, if it is not 0.
    public static Dictionary<string, double> Seconds(int host)
    {
        var spent = new Dictionary<string, double>();
        foreach (var process in Process.GetProcesses())
        {
            try
            {
                if (host != 0 && !IsBelow(process.Id, host)) continue;
                var command = File.ReadAllText($"/proc/{process.Id}/cmdline");
                var name = command.Contains("quarkus", StringComparison.Ordinal) ? "Keycloak"
                    : Regex.Match(command, @"(PhotoShare\.\w+|GarnetServer)\.dll").Groups[1].Value;
                if (name.Length > 0) spent[name] = spent.GetValueOrDefault(name) + process.TotalProcessorTime.TotalSeconds;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                // Ended meanwhile, or not ours to see.
            }
        }
        return spent;
    }

    // "pid (name) state parent …", and the name may hold anything.
    private static bool IsBelow(int pid, int host)
    {
        while (pid > 1 && pid != host)
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            pid = int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        return pid == host;
    }
}
