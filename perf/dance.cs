#!/usr/bin/env dotnet
// Dances with a running PhotoShare as a browser does, by HTTP alone, and tells how fast and at what cost.
//   dotnet run perf/dance.cs -- --web http://localhost:5010 --dances 100 --at-once 2 [--network friendbook]
// Each dance: press Connect, push, redirect, sign in where asked, consent, callback, redemption, keep, read the albums.
// Prints dances per second, and the processor time of each PhotoShare process per dance (Linux: /proc).
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

var options = args.Chunk(2).ToDictionary(pair => pair[0].TrimStart('-'), pair => pair[1]);
var web = new Uri(options.GetValueOrDefault("web", "http://localhost:5010"));
var dances = int.Parse(options.GetValueOrDefault("dances", "100"), CultureInfo.InvariantCulture);
var atOnce = int.Parse(options.GetValueOrDefault("at-once", "1"), CultureInfo.InvariantCulture);
var network = options.GetValueOrDefault("network", "friendbook");
// One person dances one dance at a time; the demo has two of them.
var dancers = await Task.WhenAll(Dancer.People.Take(atOnce).Select(name => Dancer.SignInAsync(web, network, name)));
foreach (var dancer in dancers) await dancer.DanceAsync();

var before = Processor.Seconds();
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
var after = Processor.Seconds();

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"dances {dances} in {seconds:0.00} s, {dances / seconds:0.00} dances/s"));
foreach (var (name, spent) in after.Select(pair => (pair.Key, pair.Value - before.GetValueOrDefault(pair.Key))).Where(pair => pair.Item2 > 0).OrderByDescending(pair => pair.Item2))
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cpu {name} {spent * 1000 / dances:0.0} ms/dance"));

internal sealed partial class Dancer : IDisposable
{
    public static readonly string[] People = ["ada", "ben"];

    private readonly HttpClient http;
    private readonly Uri web;
    private readonly string network, name;

    private Dancer(Uri web, string network, string name)
    {
        (this.web, this.network, this.name) = (web, network, name);
        http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(300), MaxAutomaticRedirections = 20 });
    }

    public static async Task<Dancer> SignInAsync(Uri web, string network, string name)
    {
        var dancer = new Dancer(web, network, name);
        var page = await dancer.AnswerAsync(await ReadAsync(dancer.http.GetAsync(new Uri(web, "/connections"))));
        if (!page.Html.Contains("Connected accounts", StringComparison.Ordinal)) throw new InvalidOperationException($"{name} could not sign in: {page.Address.GetLeftPart(UriPartial.Path)}");
        return dancer;
    }

    public async Task DanceAsync()
    {
        var accounts = await ReadAsync(http.GetAsync(new Uri(web, "/connections")));
        var token = Field(accounts.Html, "__RequestVerificationToken");
        var page = await AnswerAsync(await PostAsync(new Uri(web, $"/connections/{network}/connect"), [new("__RequestVerificationToken", token)]));
        if (!page.Address.AbsolutePath.EndsWith("/keep", StringComparison.Ordinal)) throw new InvalidOperationException($"The dance ended at {page.Address.GetLeftPart(UriPartial.Path)}.");
        await PostAsync(new Uri(web, $"/connections/{network}/keep"), [new("__RequestVerificationToken", Field(page.Html, "__RequestVerificationToken"))]);
        await ReadAsync(http.GetAsync(new Uri(web, $"/connections/{network}/albums")));
    }

    public void Dispose() => http.Dispose();

    // Fills what the realm asks for, until the browser is back at Web.
    private async Task<Page> AnswerAsync(Page page)
    {
        for (var turn = 0; page.Address.Authority != web.Authority && turn < 6; turn++)
        {
            var form = Form().Matches(page.Html).Select(match => match.Value)
                .FirstOrDefault(form => form.Contains("password", StringComparison.Ordinal) || form.Contains("value=\"Yes\"", StringComparison.Ordinal) || form.Contains(">Yes<", StringComparison.Ordinal))
                ?? throw new InvalidOperationException($"No form at {page.Address.GetLeftPart(UriPartial.Path)}.");
            var fields = Inputs().Matches(form).Where(match => match.Value.Contains("hidden", StringComparison.Ordinal)).Select(match => (Attribute(match.Value, "name"), Attribute(match.Value, "value"))).Where(field => field.Item1.Length > 0).Select(field => KeyValuePair.Create(field.Item1, field.Item2)).ToList();
            if (form.Contains("password", StringComparison.Ordinal)) fields.AddRange([new("username", name), new("password", $"demo-{name}")]);
            else if (Yes().Match(form) is { Success: true } yes) fields.Add(new(Attribute(yes.Value, "name"), Attribute(yes.Value, "value")));
            page = await PostAsync(new Uri(page.Address, WebUtility.HtmlDecode(Attribute(form, "action"))), fields);
        }
        return page;
    }

    private async Task<Page> PostAsync(Uri address, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var form = new FormUrlEncodedContent(fields);
        return await ReadAsync(http.PostAsync(address, form));
    }

    private static async Task<Page> ReadAsync(Task<HttpResponseMessage> answer)
    {
        using var response = await answer;
        var html = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? new Page(response.RequestMessage!.RequestUri!, html)
            : throw new InvalidOperationException($"{response.RequestMessage!.RequestUri!.GetLeftPart(UriPartial.Path)} answered {(int)response.StatusCode}.");
    }

    private static string Field(string html, string name) =>
        WebUtility.HtmlDecode(Attribute(Inputs().Matches(html).First(match => Attribute(match.Value, "name") == name).Value, "value"));

    private static string Attribute(string tag, string name) => WebUtility.HtmlDecode(Regex.Match(tag, $"\\b{name}=\"([^\"]*)\"").Groups[1].Value);

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Inputs();

    // The stand-in has buttons, Keycloak inputs.
    [GeneratedRegex("<(?:button|input)[^>]*(?:value=\"(?:Yes|yes)\"|id=\"kc-login\")[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Yes();

    private sealed record Page(Uri Address, string Html);
}

internal static class Processor
{
    // Of processes whose command line names a part of PhotoShare, by that name.
    public static Dictionary<string, double> Seconds()
    {
        var spent = new Dictionary<string, double>();
        foreach (var process in Process.GetProcesses())
        {
            try
            {
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
}
