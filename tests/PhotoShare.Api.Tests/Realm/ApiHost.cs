using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PhotoShare.Api.Albums;
using PhotoShare.Api.Data;
using PhotoShare.Api.Photos;

namespace PhotoShare.Api.Tests.Realm;

/// <summary>The API as it is, with a realm of its own beside it, a folder of its own, and a clock that the test moves.</summary>
public class ApiHost : WebApplicationFactory<Program>, IAsyncLifetime
{
    public const string Audience = "friendbook-api";

    private string folder = "";
    private PostgresDatabase? database;

    /// <summary>One more instance beside this one, as far as it can tell: it shares folder, database, realm and clock.</summary>
    public ApiHost? Beside { get; init; }

    public TestRealm Realm { get; private set; } = null!;
    public FakeTimeProvider Clock { get; private set; } = new(TimeProvider.System.GetUtcNow());
    public LogLines Lines { get; } = new();
    public string DataDirectory => Path.Combine(folder, "data");
    public string TemporaryFolder => Path.Combine(folder, "tmp");

    /// <summary>Whether accounts without albums are given some; by the environment, if null.</summary>
    public string? DemoAlbums { get; init; }
    public string Environment { get; init; } = "Development";

    /// <summary>The realm's, if browsers know it by another address than servers.</summary>
    public string? PublicIssuer { get; init; }

    /// <summary>Of a PostgreSQL database that the test has; none for its own.</summary>
    public string? ConnectionString { get; init; }

    public async ValueTask InitializeAsync()
    {
        if (Beside is { } other)
        {
            (folder, Realm, Clock, database) = (other.folder, other.Realm, other.Clock, other.database);
            return;
        }
        (folder, Realm) = (Directory.CreateTempSubdirectory("photoshare-api-").FullName, await TestRealm.StartAsync(PublicIssuer));
        database = await NewDatabaseAsync();
    }

    /// <returns>None for SQLite in the folder.</returns>
    protected virtual Task<PostgresDatabase?> NewDatabaseAsync() => Task.FromResult<PostgresDatabase?>(null);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environment)
            .UseSetting("Network", "friendbook")
            .UseSetting("Issuer", Realm.Issuer)
            .UseSetting("MetadataAddress", PublicIssuer is null ? null : Realm.Internal + "/.well-known/openid-configuration")
            .UseSetting("Audience", Audience)
            .UseSetting("DataDirectory", DataDirectory)
            .UseSetting("DemoAlbums", DemoAlbums)
            .UseSetting("ConnectionStrings:database", ConnectionString ?? database?.User)
            .UseSetting("Introspection:ClientSecret", TestRealm.ClientSecret)
            .UseSetting("Logging:LogLevel:Default", "Trace")
            .UseSetting("Logging:Console:LogLevel:Default", "None")
            .ConfigureTestServices(services => services
                .Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock))
                .Replace(ServiceDescriptor.Singleton(new Scratch(TemporaryFolder, Clock)))
                // Its time is the machine's, which may have much else to do.
                .AddHttpClient(PhotoShare.Api.Authentication.Realm.HttpClient, client => client.Timeout = TimeSpan.FromMinutes(2)))
            .ConfigureLogging(logging => logging.AddProvider(Lines));
    }

    public HttpClient Client(string? token = null)
    {
        var client = CreateClient(new() { AllowAutoRedirect = false });
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public HttpClient Client(TestToken token) => Client(token.ToString());

    /// <summary>An empty album, as the network itself would have made it: so that this person gets no demo albums.</summary>
    internal async Task<Album> AlbumAsync(string owner, string title = "An album")
    {
        await using var scope = Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<PhotoDatabase>();
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        var album = new Album { Id = RecordId.New(Clock.GetUtcNow()), Owner = owner, Title = title, CreatedAt = Clock.GetUtcNow() };
        database.Add(album);
        await database.SaveChangesAsync();
        return album;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Beside is not null) return;
        await Realm.DisposeAsync();
        if (database is not null) await database.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
