using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace PhotoShare.AuthorizationServer.Tests.Protocol;

/// <summary>The whole server in this process, with a clock that tests set. Its public address is <c>http://as.test</c>.</summary>
public sealed class ServerFixture : WebApplicationFactory<Program>
{
    public const string Address = "http://as.test";

    private readonly string folder;

    public ServerFixture() : this(Directory.CreateTempSubdirectory("photoshare-as-").FullName) { }

    private ServerFixture(string folder) => this.folder = folder;

    /// <summary>Whole seconds, so that what tokens say is what tests compute.</summary>
    public FakeTimeProvider Time { get; } = new(DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.Parse("2030-01-01T00:00:00Z", null).ToUnixTimeSeconds()));

    internal ClientKey Key { get; private init; } = new();

    /// <summary>All that was logged, at any level.</summary>
    internal LogCollector Log { get; } = new();

    /// <summary>Another server with the data of this one: what is there after a restart.</summary>
    public ServerFixture Restarted() => new(folder) { isSecond = true, Key = Key };

    private bool isSecond;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        var realms = Directory.CreateDirectory(Path.Combine(folder, "realms")).FullName;
        if (!isSecond) TestRealm.Write(realms, Key);
        builder.UseSetting("realms", realms).UseSetting("public-url", Address).UseSetting("DataDirectory", Path.Combine(folder, "data"));
        builder.UseEnvironment("Development");
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Trace));
        builder.ConfigureServices(services => services.AddSingleton<TimeProvider>(Time));
    }

    internal Dance Dance(string realm = TestRealm.Gallery, string client = "web") => new(this, realm, client);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && !isSecond && Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
