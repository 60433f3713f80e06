using System.Net;
using PhotoShare.Api.Tests.Realm;

namespace PhotoShare.Api.Tests.Data;

public sealed class HealthTests(PostgresServer postgres)
{
    [Fact]
    public async Task An_API_whose_database_is_gone_is_alive_and_not_healthy()
    {
        await using var database = await postgres.OrSkip().NewDatabaseAsync(PostgresApiHost.MigrateAsync);
        await using var api = new ApiHost { ConnectionString = database.User };
        await api.InitializeAsync();
        using var client = api.Client();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/health"));

        await postgres.ExecuteAsync($"ALTER DATABASE {database.Name} RENAME TO {database.Name}_away");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(client, "/health"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/alive"));

        await postgres.ExecuteAsync($"ALTER DATABASE {database.Name}_away RENAME TO {database.Name}");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/health"));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path);
        return response.StatusCode;
    }
}
