using System.Net;
using System.Text.Json;
using PhotoShare.Dance.Tests.Dances;
using PhotoShare.Dance.Tests.Exporting;
using PhotoShare.Dance.Tests.Hosting;

namespace PhotoShare.Dance.Tests.Pages;

/// <summary>Pages of dances that were recorded with a real Keycloak, by the way that spans take: joined, kept, read, drawn.</summary>
public sealed class KeptDancesTests
{
    [Theory]
    [InlineData("connect")]
    [InlineData("federation")]
    [InlineData("denial")]
    [InlineData("wrong-password")]
    [InlineData("refresh")]
    [InlineData("disconnect")]
    public async Task Each_recorded_dance_is_listed_drawn_and_exported(string recording)
    {
        await using var host = new DanceHost();
        var spans = Danced.Joined(recording);
        var dance = Danced.Read(recording);
        host.Book.Add(spans);

        Assert.Contains($"href=\"/dances/{dance.Id}\"", await ReadAsync(host, "/"));
        foreach (var view in new[] { "balcony", "front-row" })
        {
            var page = await ReadAsync(host, $"/dances/{dance.Id}?view={view}");
            Assert.All(dance.Hops, hop => Assert.Contains($"id=\"hop-{hop.Number}\"", page));
        }
        Assert.Contains("</svg>", await ReadAsync(host, $"/dances/{dance.Id}.svg"));
        Assert.StartsWith("sequenceDiagram", await ReadAsync(host, $"/dances/{dance.Id}.mmd"));
        using var schema = JsonDocument.Parse(await ReadAsync(host, "/dances/schema.json"));
        using var json = JsonDocument.Parse(await ReadAsync(host, $"/dances/{dance.Id}.json"));
        Assert.Empty(SchemaCheck.Faults(schema.RootElement, json.RootElement));
    }

    private static async Task<string> ReadAsync(DanceHost host, string path)
    {
        using var answer = await host.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }
}
