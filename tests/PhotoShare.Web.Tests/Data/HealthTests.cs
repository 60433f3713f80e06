using System.Net;
using PhotoShare.Web.Tests.Hosting;

namespace PhotoShare.Web.Tests.Data;

public sealed class HealthTests(GarnetServer garnet, PostgresServer postgres)
{
    [Fact]
    public async Task Web_whose_database_is_gone_is_alive_and_not_healthy()
    {
        await using var database = await postgres.OrSkip().NewDatabaseAsync(WebUnderTest.MigrateAsync);
        await using var web = await WebUnderTest.StartAsync(garnet, settings => settings["ConnectionStrings:database"] = database.User);
        using var browser = web.NewBrowser();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, "/health"));

        await postgres.ExecuteAsync($"ALTER DATABASE {database.Name} RENAME TO {database.Name}_away");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(browser, "/health"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, "/alive"));

        await postgres.ExecuteAsync($"ALTER DATABASE {database.Name}_away RENAME TO {database.Name}");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, "/health"));
    }

    private static async Task<HttpStatusCode> StatusAsync(Browser browser, string path) => (await browser.GetAsync(path)).Status;
}
