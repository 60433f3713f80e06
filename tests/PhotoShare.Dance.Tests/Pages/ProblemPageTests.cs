using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PhotoShare.Dance.Pages;
using PhotoShare.Dance.Tests.Hosting;

namespace PhotoShare.Dance.Tests.Pages;

public sealed class ProblemPageTests
{
    [Theory]
    [InlineData("/no/such/page", HttpStatusCode.NotFound, "There is no such page")]
    [InlineData("/", HttpStatusCode.InternalServerError, "Something broke, and it was us")]
    public async Task A_person_gets_a_sentence_and_a_way_on_and_a_program_the_bare_status(string path, HttpStatusCode status, string title)
    {
        using var dance = new DanceHost(services: services => services.AddTransient<IDances>(_ => throw new InvalidOperationException("code=S3cret")));

        var (pageStatus, page) = await OpenAsync(dance, path, "text/html");
        Assert.Equal(status, pageStatus);
        Assert.Contains($"<h1>{title}</h1>", page, StringComparison.Ordinal);
        Assert.Contains("<a class=\"button\" href=\"/\">", page, StringComparison.Ordinal);
        Assert.DoesNotContain("S3cret", page, StringComparison.Ordinal);

        Assert.Equal((status, ""), await OpenAsync(dance, path, "application/json"));
    }

    private static async Task<(HttpStatusCode Status, string Body)> OpenAsync(DanceHost dance, string path, string accept)
    {
        using var answer = await dance.GetAsync(path, accept: accept);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
