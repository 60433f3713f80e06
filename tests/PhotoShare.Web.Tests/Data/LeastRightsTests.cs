using System.Runtime.CompilerServices;
using Npgsql;

namespace PhotoShare.Web.Tests.Data;

/// <summary>The databases and logins of a deployment (PhotoShare.AppHost/Deployment/databases.sql), on a PostgreSQL that starts empty.</summary>
public sealed class LeastRightsTests : IAsyncLifetime
{
    private static readonly string[] Services = ["web", "friendbook_api", "instapic_api"];
    private static readonly string[] Databases = [.. Services, "keycloak", "postgres", "template1"];
    private LocalPostgres server = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(PostgresBinaries.Folder is null, "PostgreSQL is not installed (initdb is neither in PATH nor in /usr/lib/postgresql).");
        server = await LocalPostgres.StartAsync(PostgresBinaries.Folder!);
        Assert.Equal((0, ""), await RunScriptAsync(new(Passwords())));
    }

    [Fact]
    public async Task The_owner_migrates_and_the_service_reads_and_writes_rows_and_nothing_else()
    {
        var migration = await ServiceProgram.MigrateAsync("PhotoShare.Web", Login("web_owner", "web"));
        Assert.Equal((0, ""), (migration.Code, migration.Error));

        await using var service = NpgsqlDataSource.Create(Login("web", "web"));
        await ExecuteAsync(service, """INSERT INTO "DataProtectionKeys" ("FriendlyName") VALUES ('a key')""");
        await ExecuteAsync(service, """UPDATE "DataProtectionKeys" SET "Xml" = '<key/>'""");
        await ExecuteAsync(service, """SELECT * FROM "DataProtectionKeys", "__EFMigrationsHistory" """);
        await ExecuteAsync(service, """DELETE FROM "DataProtectionKeys" """);
        foreach (var sql in (string[])
        [
            "CREATE TABLE more (id int)", "CREATE TEMPORARY TABLE more (id int)", "CREATE SCHEMA more", "CREATE EXTENSION hstore", "CREATE ROLE more",
            """ALTER TABLE "Connections" ADD COLUMN more int""", """DROP TABLE "Connections" """, """TRUNCATE "Connections" """,
            """CREATE INDEX ON "Connections" ("Scopes")""", "SELECT pg_read_file('/etc/passwd')", "SET ROLE web_owner", "COPY (SELECT 1) TO PROGRAM 'true'",
        ])
            Assert.True(await RefusedAsync(service, sql), sql);
    }

    [Fact]
    public async Task No_login_gets_into_the_database_of_another()
    {
        foreach (var login in Services.SelectMany(service => (string[])[service, $"{service}_owner"]).Append("keycloak"))
        {
            foreach (var database in Databases)
            {
                await using var source = NpgsqlDataSource.Create(Login(login, database));
                var own = database == login || $"{database}_owner" == login;
                Assert.True(own == !await RefusedAsync(source, "SELECT 1"), $"{login} in {database}");
            }
        }
    }

    [Fact]
    public async Task A_service_can_not_migrate()
    {
        var migration = await ServiceProgram.MigrateAsync("PhotoShare.Web", Login("web", "web"));
        Assert.Equal(1, migration.Code);
        Assert.StartsWith("PostgreSQL refused the migration: permission denied", migration.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_password_the_script_fails_and_tells_none_of_the_others()
    {
        await using var another = await LocalPostgres.StartAsync(PostgresBinaries.Folder!);
        var passwords = Passwords().Where(password => password.Key != "INSTAPIC_API_DB_PASSWORD").ToDictionary();
        var (code, error) = await RunScriptAsync(passwords, another);
        Assert.NotEqual(0, code);
        var written = error + await File.ReadAllTextAsync(Path.Combine(another.Folder, "log"));
        Assert.Contains("syntax error", written, StringComparison.Ordinal);
        Assert.All(passwords.Values, password => Assert.DoesNotContain(password, written, StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => server is null ? ValueTask.CompletedTask : server.DisposeAsync();

    private static Dictionary<string, string> Passwords() =>
        Services.SelectMany(service => (string[])[service, $"{service}_owner"]).Append("keycloak").ToDictionary(login => Variable(login), PasswordOf);

    // web_owner: WEB_DB_OWNER_PASSWORD, as Deployment/Databases.cs names it.
    private static string Variable(string login) =>
        (login.EndsWith("_owner", StringComparison.Ordinal) ? $"{login[..^"_owner".Length]}_DB_OWNER" : $"{login}_DB").ToUpperInvariant() + "_PASSWORD";

    private static string PasswordOf(string login) => $"of-{login}-alone";

    private string Login(string login, string database) => $"Host=127.0.0.1;Port={server.Port};Database={database};Username={login};Password={PasswordOf(login)};Pooling=false";

    private async Task<(int Code, string Error)> RunScriptAsync(Dictionary<string, string> passwords, LocalPostgres? on = null)
    {
        string[] arguments = ["-q", "-X", "-h", (on ?? server).Folder, "-p", $"{(on ?? server).Port}", "-U", "postgres", "-d", "postgres", "-f", Script()];
        var psql = await ServiceProgram.RunAsync(Path.Combine(PostgresBinaries.Folder!, "psql"), arguments, passwords);
        return (psql.Code, psql.Error);
    }

    private static string Script([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../PhotoShare.AppHost/Deployment/databases.sql"));

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<bool> RefusedAsync(NpgsqlDataSource source, string sql)
    {
        try
        {
            await ExecuteAsync(source, sql);
            return false;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return true;
        }
    }
}
