using System.Net;
using Microsoft.Extensions.Configuration;
using PhotoShare.Dance.Pages;
using PhotoShare.Dance.Tests.Samples;

namespace PhotoShare.Dance.Tests.Pages;

public sealed class SecurityTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/dances/5eed0000000000000000000000000001")]
    [InlineData("/dances/5eed0000000000000000000000000001?view=front-row")]
    [InlineData("/dances/00000000000000000000000000000000")]
    [InlineData("/nowhere")]
    public async Task Pages_can_neither_be_framed_nor_sniffed_nor_stored_nor_run_foreign_code(string path)
    {
        await using var host = new PagesHost();
        using var visitor = host.Visitor();
        visitor.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var answer = await visitor.GetAsync(path);

        var policy = Header(answer, "Content-Security-Policy");
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("script-src 'self'", policy);
        Assert.Contains("style-src 'self'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Equal("DENY", Header(answer, "X-Frame-Options"));
        Assert.Equal("no-store", Header(answer, "Cache-Control"));
    }

    [Theory]
    [InlineData("svg", "image/svg+xml")]
    [InlineData("mmd", "text/plain")]
    [InlineData("json", "application/json")]
    public async Task Exports_are_files_with_a_name_that_are_not_stored_on_the_way(string kind, string type)
    {
        await using var host = new PagesHost();
        using var visitor = host.Visitor();
        using var answer = await visitor.GetAsync($"/dances/{SampleDances.Id(9)}.{kind}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal($"dance-5eed0000.{kind}", answer.Content.Headers.ContentDisposition.FileName);
        Assert.Equal("no-store", Header(answer, "Cache-Control"));
        Assert.Contains("default-src 'none'", Header(answer, "Content-Security-Policy"));
    }

    [Theory]
    [InlineData("/dances/00000000000000000000000000000000.json")]
    [InlineData("/dances/..%2f..%2fetc.json")]
    [InlineData("/dances/5EED0000000000000000000000000001.svg")]
    [InlineData("/dances/nothing/events")]
    public async Task What_is_no_dance_has_no_export_and_no_events(string path)
    {
        await using var host = new PagesHost();
        using var visitor = host.Visitor();
        using var answer = await visitor.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public void The_dashboards_address_loses_its_token_and_a_wrong_one_names_its_key()
    {
        var dance = SampleDances.Federated();

        Assert.Equal($"http://127.0.0.1:18888/traces/detail/{dance.Id}?spanId=0000000000000001", Link("http://127.0.0.1:18888?t=token#x").Of(dance, dance.Hops[0]));
        Assert.Null(Link(null).Of(dance));
        Assert.Contains("Dance:DashboardUrl", Assert.Throws<InvalidOperationException>(() => Link("javascript:alert(1)")).Message);
    }

    private static DashboardLink Link(string? url) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [DashboardLink.Key] = url }).Build());

    private static string Header(HttpResponseMessage answer, string name) =>
        string.Join(",", answer.Headers.TryGetValues(name, out var values) ? values : answer.Content.Headers.TryGetValues(name, out values) ? values : []);
}
