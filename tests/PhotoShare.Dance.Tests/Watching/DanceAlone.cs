using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PhotoShare.Contract.Tests.Servers;

namespace PhotoShare.Dance.Tests.Watching;

/// <summary>PhotoShare.Dance as a program of its own, started as docs/watch-your-own.md says, and seen from outside.</summary>
internal sealed partial class DanceAlone : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly HttpClient http = new(new SocketsHttpHandler { ActivityHeadersPropagator = null });
    private readonly ServerProcess process;

    public DanceAlone(params string[] issuers)
    {
        process = ServerProcess.Start("dotnet", [Repository.Program("PhotoShare.Dance"), .. issuers.SelectMany(issuer => new[] { "--issuer", issuer })], new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = Address.ToString(),
            ["Dance__GrpcUrl"] = "",
        });
    }

    public Uri Address { get; } = new($"http://127.0.0.1:{TestPorts.One()}/");

    public Task ServesAsync() => process.WaitUntilServedAsync(http, [Address], Patience);

    /// <summary>The first page, once it says this.</summary>
    public async Task<string> ShowsAsync(string text)
    {
        var page = "";
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience; await Task.Delay(200))
        {
            page = await http.GetStringAsync(Address);
            if (page.Contains(text, StringComparison.Ordinal)) return page;
        }
        throw new TimeoutException($"The page never said: {text}. It is: {page}");
    }

    /// <summary>The one dance that is there besides those, as it is exported, once it is as wanted.</summary>
    public async Task<JsonNode> DanceAsync(Func<JsonNode, bool> isAsWanted, params string[] others)
    {
        JsonNode[] dances = [];
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience; await Task.Delay(200))
        {
            var ids = Link().Matches(await http.GetStringAsync(Address)).Select(link => link.Groups[1].Value).Distinct().Except(others);
            dances = await Task.WhenAll(ids.Select(async id => JsonNode.Parse(await http.GetStringAsync(new Uri(Address, $"/dances/{id}.json")))!));
            if (dances is [var only] && isAsWanted(only)) return only;
        }
        throw new TimeoutException($"There is no one dance as wanted, but: {string.Join(Environment.NewLine, dances.Select(Describe))}");
    }

    public void Dispose()
    {
        process.Dispose();
        http.Dispose();
    }

    private static string Describe(JsonNode dance) =>
        $"{dance["id"]} {dance["kind"]}: {string.Join(' ', dance["hops"]!.AsArray().Select(hop => $"{hop!["step"]}({hop["from"]}>{hop["to"]}, by {string.Join('+', hop["recordedBy"]!.AsArray())})"))}";

    [GeneratedRegex("href=\"/dances/([0-9a-f]{32})")]
    private static partial Regex Link();
}
